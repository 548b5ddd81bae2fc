/**
 * Contract tests of a live implementation: `runContract` returns a report, `describeContract` defines a suite for Vitest.
 */
export { describeContract } from '../contract/index.ts'
export type {
  DescribeContractOptions,
  Finding,
  FixtureContext,
  FixtureResult,
  Fixtures,
  FixtureValues,
  PathParameters,
  Report,
  ReportedFailure,
  RuleReport,
  Subject,
  Summary,
} from '../contract/index.ts'
export { UsageError } from '../command/index.ts'
export { DescriptionError } from '../description/index.ts'
export type { LoadOptions } from '../description/index.ts'
export { defineFixtures } from './define-fixtures.ts'
export { ContractStopped, runContract } from './run-contract.ts'
export type { ContractOptions } from './run-contract.ts'
