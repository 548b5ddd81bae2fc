/** What one may use of the contract from a program. `describeContract` stands in `describe.ts`: it needs vitest. */
export type { Fixtures, FixtureContext, PathParameters } from './fixture.ts'
export { listRules } from './rules/index.ts'
export type { Rule, Verdict } from './rule.ts'
export { exitCode, render } from './report/index.ts'
export type { Report } from './report/index.ts'
export { runContract } from './run.ts'
export type { RunOptions } from './run.ts'
export type { Target, TargetOptions } from './target.ts'
