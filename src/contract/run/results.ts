import type { RuleId } from '../rules/ids.ts'
import { causes } from '../checks/causes.ts'
import type { Cause } from '../checks/causes.ts'
import type { Failure, RecordedFailure } from '../checks/failure.ts'
import { CauseLinks } from './cause-links.ts'

/** How many failures of one rule are kept. The rest are counted. */
const MAX_FAILURES = 5

/** How many causes of one rule are kept with a failure each. */
const MAX_CAUSES = 20

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
  /** Rule → cause → how often. */
  private readonly causeCounts = new Map<RuleId, Map<Cause, number>>()
  readonly links = new CauseLinks()

  /** Records that an exchange or a case tested the rule. */
  pass(rule: RuleId): void {
    this.evidence.set(rule, (this.evidence.get(rule) ?? 0) + 1)
  }

  /**
   * Records a failure. The same failure in another exchange is only counted.
   *
   * @param reproduce called only for a failure that is kept
   * @param isRepeated whether the exchange counts for this rule already, by another cause
   */
  fail(failure: Failure, reproduce: () => { curl: string; case: string }, isRepeated = false): void {
    const { rule, expected, actual, cause = causes.rule(failure.rule) } = failure
    this.counts.set(rule, (this.counts.get(rule) ?? 0) + (isRepeated ? 0 : 1))
    const causeCounts = this.causeCounts.get(rule) ?? new Map<Cause, number>()
    this.causeCounts.set(rule, causeCounts.set(cause, (causeCounts.get(cause) ?? 0) + 1))
    const kept = this.failures.get(rule) ?? []
    const hasCause = kept.some((other) => other.cause === cause)
    const isKnown = kept.some((other) => other.expected === expected && other.actual === actual)
    // A cause is never lost among the failures of another one.
    const isKept = hasCause ? !isKnown && kept.length < MAX_FAILURES : causeCounts.size <= MAX_CAUSES
    if (isKept) this.failures.set(rule, [...kept, { ...failure, cause, ...reproduce() }])
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
      failures: this.withCounts(rule),
      count: this.counts.get(rule) ?? 0,
      reasons: [...(this.reasons.get(rule) ?? [])],
      invalidated: this.invalidatedRules.has(rule),
    }
  }

  /** Adds to the first failure of each cause how often the cause failed the rule. */
  private withCounts(rule: RuleId): RecordedFailure[] {
    const counts = new Map(this.causeCounts.get(rule))
    return (this.failures.get(rule) ?? []).map((failure) => {
      const { cause = '' } = failure
      const count = counts.get(cause)
      counts.delete(cause)
      return count === undefined ? failure : { ...failure, count }
    })
  }

  /** How many rules failed. */
  get failedCount(): number {
    return this.failures.size
  }
}
