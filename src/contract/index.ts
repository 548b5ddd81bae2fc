/** The contract's API for programs. */
export type { StartLocal } from './cli/command.ts'
export { rejectLive } from './cli/live-guard.ts'
export type {
  FixtureContext,
  FixtureResult,
  Fixtures,
  FixtureValues,
  PathParameters,
} from './fixtures/types.ts'
export { SchemeChoice } from './http/scheme-choice.ts'
export { documentsUnknown } from './expected/expected.ts'
export { listRules } from './rules/index.ts'
export type { Rule, Verdict } from './rules/rule.ts'
export { exitCode, render } from './report/index.ts'
export type { Finding, Report, ReportedFailure, RuleReport, Summary } from './report/index.ts'
export { makePlan } from './run/plan.ts'
export type { Plan } from './run/plan.ts'
export { runCase } from './run/run-case.ts'
export type { CaseOutcome } from './run/run-case.ts'
export { DEFAULT_RUNS, FIXTURE_TIMEOUT, prepareRun, runContract, runToEnd } from './run/run.ts'
export type { Run, RunOptions } from './run/run.ts'
export { FAMILIES } from './cases/case.ts'
export type { Case, Family } from './cases/case.ts'
export type { Exchange } from './http/exchange.ts'
export { loadFixtures } from './fixtures/load.ts'
export type { Target, TargetOptions } from './http/target.ts'
export { describeContract } from './vitest.ts'
export type { DescribeContractOptions, Subject } from './vitest.ts'
export { matchesCase } from './run/selection.ts'
export { readOutput, writeReports } from './cli/reports.ts'
export type { Output } from './cli/reports.ts'
export { decodeContent, unknownCoding } from './http/content-encoding.ts'
export { REPORTERS } from './report/index.ts'
export { secretsOf } from './traffic/secrets.ts'
export { Traffic } from './traffic/traffic.ts'
export type { TrafficOptions } from './traffic/traffic.ts'
