/** Faults that are made from a description, and how many of them its contract notices. */
export { makeFaults, sample } from './catalogue.ts'
export type { Fault } from './model/fault.ts'
export { render, reportOf } from './report/index.ts'
export type { ReportedFault, SelftestReport, SurvivorGroup } from './report/index.ts'
export { prepareSelftest, selftest } from './run/selftest.ts'
export type { Preparation, Selftest, SelftestOptions, TriedFault } from './run/selftest.ts'
