import type { Verdict } from '../rules/rule.ts'
import type { Finding } from './findings/finding.ts'

/** The version of the format of the JSON report. It changes only if a reader of the old one would misread the new one. */
export const REPORT_FORMAT = 1

/** The verdicts of one run: the input of every reporter, and the output of `--reporter json`. */
export interface Report {
  /** `REPORT_FORMAT`. Missing in the reports of earlier versions. */
  readonly format?: number
  readonly api: string
  /** The base URL, without credentials. */
  readonly target: string
  readonly seed: number
  /** The security schemes in use, where the description has alternatives. */
  readonly credentials?: readonly string[]
  readonly summary: Summary
  /** Every rule, in the order of the description. */
  readonly rules: readonly RuleReport[]
  /** What is incomplete in the description, without being a failure of the target. */
  readonly warnings: readonly string[]
  /** Events that are no failures, such as a retry after a dropped connection, or a wait for a rate limit. */
  readonly notes: readonly string[]
  /** Errors of this tool itself. Each cost a case: the verdicts are incomplete. */
  readonly toolFaults?: readonly string[]
  /** `1/4` if the run was split. */
  readonly shard?: string
  /** Pairs of causes of failures that are one cause, because the same responses showed both. */
  readonly links?: readonly (readonly [string, string])[]
  /** What failed, by cause, the most important first. `findingsOf` makes them from the rules if they are missing. */
  readonly findings?: readonly Finding[]
  /** Why the run was not possible, or did not end. */
  readonly stopped?: string
  /** The command that started the run, without its keys and without what chooses cases and reports. */
  readonly command?: string
  /** The operations of the description, with their methods and paths: `POST:/v1/orders`. JSON reports leave them out. */
  readonly operations?: readonly { readonly id: string; readonly endpoint: string }[]
  /** What was recorded, if the exchanges come from recordings and not from a run. */
  readonly traffic?: TrafficReport
}

/** What recorded traffic contains. */
export interface TrafficReport {
  /** The recordings: `run.har`. */
  readonly sources: readonly string[]
  readonly operations: readonly OperationTraffic[]
  /** By rule, how many requests tested it, and how many of them are invalid by it. */
  readonly requests: readonly RequestCount[]
  /** What the client sends that the description does not allow. */
  readonly client: readonly ClientProblem[]
  /** Requests to the server that belong to no operation. */
  readonly unmatched: readonly {
    readonly request: string
    readonly count: number
    readonly statuses: readonly number[]
  }[]
  /** Requests to other servers. */
  readonly elsewhere: readonly { readonly origin: string; readonly count: number }[]
  /** Exchanges that were not checked, by the reason. */
  readonly ignored: readonly { readonly reason: string; readonly count: number }[]
}

export interface OperationTraffic {
  readonly operation: string
  readonly requests: number
  /** How many of them are not as the description wants. */
  readonly invalidRequests: number
  readonly statuses: readonly { readonly status: number; readonly count: number }[]
  /** The documented statuses that no response had: `404`, `4XX`, `default`. */
  readonly neverSeen: readonly string[]
}

export interface RequestCount {
  readonly rule: string
  readonly requests: number
  readonly invalid: number
}

/** Requests that are invalid by one rule. */
export interface ClientProblem {
  readonly rule: string
  readonly text: string
  /** `openapi/example.yaml:42` */
  readonly source: string
  /** How many requests are invalid by it, of how many that could be. */
  readonly count: number
  readonly of: number
  /** How many of them the server accepted. */
  readonly accepted: number
  /** The first of them: operation and place in the recording. */
  readonly case: string
  readonly expected: string
  readonly actual: string
  readonly curl: string
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
  /** The code of Web Fuzzing Commons for a failure of this rule, such as `F100`. */
  readonly fault?: string
  readonly verdict: Verdict
  /** Why a rule is untested, and what is needed to test it. */
  readonly reason?: string
  /**
   * Whether a control request failed: the target rejected a valid request too, so rejecting the invalid one proves
   * nothing. Such a rule cannot pass, whatever its other evidence, also in another shard.
   */
  readonly invalidated?: true
  /** How many exchanges or cases tested the rule. */
  readonly evidence: number
  /** The first few failures. `failureCount` counts all of them. */
  readonly failures: readonly ReportedFailure[]
  readonly failureCount: number
}

export interface ReportedFailure {
  /** The id of the case. */
  readonly case: string
  readonly expected: string
  readonly actual: string
  /** A shell script that reproduces the failure. Secrets are masked. */
  readonly curl: string
  /** The key of the cause: what is wrong and where, without anything that differs from run to run. */
  readonly cause?: string
  /** How often the cause failed the rule, in the first failure of the cause. */
  readonly count?: number
}

/** The state of a run in progress. */
export interface Progress {
  readonly done: number
  readonly total: number
  readonly failed: number
  readonly exchanges: number
  /** Why a run pauses, and for how long. */
  readonly waiting?: { readonly seconds: number; readonly why: string }
}

/** The reason of a rule whose cases are in another shard. A merge drops it if there is another reason. */
export const OTHER_SHARD_REASON = 'its cases are in another shard of this run'
