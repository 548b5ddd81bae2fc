/** The contract's API for programs. `describeContract` is in `vitest.ts`, because it needs vitest. */
export type { Fixtures, FixtureContext, PathParameters } from './fixtures/types.ts'
export { listRules } from './rules/index.ts'
export type { Rule, Verdict } from './rules/rule.ts'
export { exitCode, render } from './report/index.ts'
export type { Report } from './report/index.ts'
export { runContract } from './run/run.ts'
export type { RunOptions } from './run/run.ts'
export type { Target, TargetOptions } from './http/target.ts'
