import type { RuleId } from '../rules/ids.ts'
import type { Failure, RecordedFailure } from '../checks/failure.ts'

/** How many violations of one rule are kept whole; the rest are counted. */
const KEPT = 5

/** What a run has shown of each rule so far. */
export class Results {
  private readonly evidence = new Map<RuleId, number>()
  private readonly failures = new Map<RuleId, RecordedFailure[]>()
  private readonly counts = new Map<RuleId, number>()
  private readonly reasons = new Map<RuleId, Set<string>>()
  private readonly invalidatedRules = new Set<RuleId>()

  /** An exchange or a case spoke for the rule. */
  pass(rule: RuleId): void {
    this.evidence.set(rule, (this.evidence.get(rule) ?? 0) + 1)
  }

  /** A rule is broken. The same finding of another exchange is counted, not kept. */
  fail(failure: Failure, reproduction: () => { curl: string; case: string }): void {
    this.counts.set(failure.rule, (this.counts.get(failure.rule) ?? 0) + 1)
    const kept = this.failures.get(failure.rule) ?? []
    const isKnown = kept.some(
      (other) => other.expected === failure.expected && other.actual === failure.actual,
    )
    if (isKnown || kept.length >= KEPT) return
    this.failures.set(failure.rule, [...kept, { ...failure, ...reproduction() }])
  }

  /** A case could not put the rule to the test. */
  skip(rule: RuleId, reason: string): void {
    const reasons = this.reasons.get(rule) ?? new Set()
    this.reasons.set(rule, reasons.add(reason))
  }

  /** What a rule forbids was not put to the test: what else spoke for it is no proof. */
  invalidate(rule: RuleId): void {
    this.invalidatedRules.add(rule)
  }

  forRule(rule: RuleId): {
    evidence: number
    failures: RecordedFailure[]
    count: number
    reasons: string[]
    invalidated: boolean
  } {
    return {
      evidence: this.evidence.get(rule) ?? 0,
      failures: this.failures.get(rule) ?? [],
      count: this.counts.get(rule) ?? 0,
      reasons: [...(this.reasons.get(rule) ?? [])],
      invalidated: this.invalidatedRules.has(rule),
    }
  }

  get failedCount(): number {
    return this.failures.size
  }
}
