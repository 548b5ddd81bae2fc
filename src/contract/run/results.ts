import type { RuleId } from '../rules/ids.ts'
import type { Failure, RecordedFailure } from '../checks/failure.ts'

/** How many failures of one rule are kept. The rest are counted. */
const MAX_FAILURES = 5

/** What a run has shown about each rule so far. */
export interface RuleResult {
  /** How many exchanges or cases tested the rule. */
  readonly evidence: number
  readonly failures: readonly RecordedFailure[]
  /** How many failures there were, the dropped ones included. */
  readonly count: number
  /** Why cases could not test the rule. */
  readonly reasons: readonly string[]
  readonly invalidated: boolean
}

/** Collects the outcome of every rule during a run. */
export class Results {
  private readonly evidence = new Map<RuleId, number>()
  private readonly failures = new Map<RuleId, RecordedFailure[]>()
  private readonly counts = new Map<RuleId, number>()
  private readonly reasons = new Map<RuleId, Set<string>>()
  /** Status code → the operations that returned it. */
  private readonly impliedStatuses = new Map<number, Set<string>>()
  private readonly otherWarnings = new Set<string>()
  /** Errors of this tool itself. */
  readonly toolFaults: string[] = []
  private readonly invalidatedRules = new Set<RuleId>()

  /** Records that an exchange or a case tested the rule. */
  pass(rule: RuleId): void {
    this.evidence.set(rule, (this.evidence.get(rule) ?? 0) + 1)
  }

  /**
   * Records a failure. The same failure in another exchange is only counted.
   *
   * @param reproduce called only for a failure that is kept
   */
  fail(failure: Failure, reproduce: () => { curl: string; case: string }): void {
    this.counts.set(failure.rule, (this.counts.get(failure.rule) ?? 0) + 1)
    const kept = this.failures.get(failure.rule) ?? []
    const isKnown = kept.some(
      (other) => other.expected === failure.expected && other.actual === failure.actual,
    )
    if (isKnown || kept.length >= MAX_FAILURES) return
    this.failures.set(failure.rule, [...kept, { ...failure, ...reproduce() }])
  }

  /** Records why a case could not test the rule. */
  skip(rule: RuleId, reason: string): void {
    const reasons = this.reasons.get(rule) ?? new Set()
    this.reasons.set(rule, reasons.add(reason))
  }

  /** Records that a control request failed: the evidence for the rule proves nothing. */
  invalidate(rule: RuleId): void {
    this.invalidatedRules.add(rule)
  }

  recordToolFault(text: string): void {
    if (!this.toolFaults.includes(text)) this.toolFaults.push(text)
  }

  /** Records a status code that HTTP implies and the description does not list. */
  warnImpliedStatus(status: number, operation: string): void {
    const operations = this.impliedStatuses.get(status) ?? new Set()
    this.impliedStatuses.set(status, operations.add(operation))
  }

  /** Records what a reader of the report must know, and what is no failure. */
  warn(text: string): void {
    this.otherWarnings.add(text)
  }

  get warnings(): string[] {
    return [...this.otherWarnings, ...this.impliedStatusWarning]
  }

  /** One warning for all undocumented status codes that HTTP implies. */
  private get impliedStatusWarning(): string[] {
    if (this.impliedStatuses.size === 0) return []
    const statuses = [...this.impliedStatuses].sort(([one], [other]) => one - other)
    const listed = statuses.map(([status, operations]) => {
      const [first = '', ...others] = operations
      return `${status} (\`${first}\`${others.length === 0 ? '' : ` and ${others.length} more`})`
    })
    return [
      `HTTP implies these status codes, but the description does not list them: ${listed.join(', ')}. Add them to \`responses\`.`,
    ]
  }

  forRule(rule: RuleId): RuleResult {
    return {
      evidence: this.evidence.get(rule) ?? 0,
      failures: this.failures.get(rule) ?? [],
      count: this.counts.get(rule) ?? 0,
      reasons: [...(this.reasons.get(rule) ?? [])],
      invalidated: this.invalidatedRules.has(rule),
    }
  }

  /** How many rules failed. */
  get failedCount(): number {
    return this.failures.size
  }
}
