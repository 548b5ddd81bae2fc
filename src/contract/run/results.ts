import type { Finding, Violation } from '../checks/failure.ts'

/** How many violations of one rule are kept whole; the rest are counted. */
const KEPT = 5

/** What a run has shown of each rule so far. */
export class Ledger {
  private readonly evidence = new Map<string, number>()
  private readonly violations = new Map<string, Violation[]>()
  private readonly counts = new Map<string, number>()
  private readonly reasons = new Map<string, Set<string>>()
  private readonly doubts = new Set<string>()

  /** An exchange or a case spoke for the rule. */
  reach(rule: string): void {
    this.evidence.set(rule, (this.evidence.get(rule) ?? 0) + 1)
  }

  /** A rule is broken. The same finding of another exchange is counted, not kept. */
  break(finding: Finding, seen: { curl: string; case: string }): void {
    this.counts.set(finding.rule, (this.counts.get(finding.rule) ?? 0) + 1)
    const kept = this.violations.get(finding.rule) ?? []
    const told = kept.some((other) => other.expected === finding.expected && other.actual === finding.actual)
    if (told || kept.length >= KEPT) return
    this.violations.set(finding.rule, [...kept, { ...finding, ...seen }])
  }

  /** A case could not put the rule to the test. */
  miss(rule: string, reason: string): void {
    const reasons = this.reasons.get(rule) ?? new Set()
    this.reasons.set(rule, reasons.add(reason))
  }

  /** What a rule forbids was not put to the test: what else spoke for it is no proof. */
  doubt(rule: string): void {
    this.doubts.add(rule)
  }

  of(rule: string): {
    evidence: number
    violations: Violation[]
    count: number
    reasons: string[]
    doubted: boolean
  } {
    return {
      evidence: this.evidence.get(rule) ?? 0,
      violations: this.violations.get(rule) ?? [],
      count: this.counts.get(rule) ?? 0,
      reasons: [...(this.reasons.get(rule) ?? [])],
      doubted: this.doubts.has(rule),
    }
  }

  get broken(): number {
    return this.violations.size
  }
}
