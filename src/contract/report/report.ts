import type { Verdict } from '../rules/rule.ts'

/** The verdicts of one run: what every reporter is given, and what `--reporter json` writes. */
export interface Report {
  readonly api: string
  /** The base URL, without credentials. */
  readonly target: string
  readonly seed: number
  readonly summary: Summary
  /** In the order of the description; every rule, whatever came of it. */
  readonly rules: readonly RuleReport[]
  /** What is worth telling and breaks no rule: a connection dropped and tried again, a rate limit waited for. */
  readonly notes: readonly string[]
  /** `1/4` where this is a part of a run. */
  readonly shard?: string
}

export interface Summary {
  readonly rules: number
  readonly passed: number
  readonly failed: number
  readonly untested: number
  readonly cases: number
  readonly exchanges: number
  readonly durationMs: number
}

export interface RuleReport {
  readonly id: string
  readonly text: string
  /** `openapi/example.yaml:42` */
  readonly source: string
  readonly verdict: Verdict
  /** Of a rule that was not reached: why, and what would reach it. */
  readonly reason?: string
  /**
   * Whether what it forbids could not be put to the test (a valid request was refused as well): then it is not held,
   * whatever else spoke for it, here or in another part of the run.
   */
  readonly invalidated?: true
  /** How many exchanges or cases spoke for it. */
  readonly evidence: number
  /** The first few; `violationCount` has them all. */
  readonly failures: readonly ReportedFailure[]
  readonly failureCount: number
}

export interface ReportedFailure {
  readonly case: string
  readonly expected: string
  readonly actual: string
  readonly curl: string
}

/** What a run tells while it runs. */
export interface Progress {
  readonly done: number
  readonly total: number
  readonly failed: number
  readonly exchanges: number
  /** What a run waits for, where it does not go on for a while. */
  readonly waiting?: { readonly seconds: number; readonly why: string }
}

/** The reason of a rule whose cases another part of the run has: merging drops it where there is another. */
export const OTHER_SHARD_REASON = 'its cases are in another part of this run'
