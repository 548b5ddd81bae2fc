/** How much a finding matters: whether it fails the run. */
export type Severity = 'error' | 'warning' | 'off'

/** All failures with one cause, as a person would report them. */
export interface Finding {
  /** The fingerprint of the cause. It is the same in every run: no seed, port, id or count changes it. */
  readonly id: string
  /** What is wrong, in a sentence without its full stop. */
  readonly title: string
  readonly severity: Severity
  /** The ids of the rules that failed, the one that describes the finding best first. */
  readonly rules: readonly string[]
  /** In how many responses or checks the cause was seen. */
  readonly count: number
  /** How many responses or checks could have shown it. */
  readonly of: number
  /** What was counted. */
  readonly unit: 'response' | 'check' | 'request'
  /** The order of findings: how bad it is, times how far it spreads. */
  readonly weight: number
  /** `openapi/example.yaml:42` */
  readonly source: string
  /** The text of the rule. */
  readonly text: string
  /** The case of the example that follows. */
  readonly case: string
  readonly expected: string
  readonly actual: string
  /** A shell script that reproduces the example. */
  readonly curl: string
  /** `client` if it is about what a client sends. Missing if it is about the server. */
  readonly side?: 'client'
  /** The fingerprints of all causes that are one with it. */
  readonly causes: readonly string[]
  /** Why it does not fail the run: it is in the baseline, or it is suppressed. */
  readonly ignored?: string
}
