import { causes, isOtherResource, readCause } from '../../checks/causes.ts'
import type { ReportedFailure, RuleReport } from '../report.ts'

/** One cause that failed one rule. */
export interface Observation {
  readonly rule: RuleReport
  /** The position of the rule in the description. */
  readonly order: number
  readonly cause: string
  /** The first failure of the rule with this cause. */
  readonly failure: ReportedFailure
  /** How often the cause failed the rule. */
  readonly count: number
}

/** So many places with the same difference have one cause. */
export const MANY = 3

/** The share of failed responses from which on what is wrong has nothing to do with the requests. */
export const EVERYWHERE = 0.3

/** Returns whether a cause is what is wrong in so many responses that it has nothing to do with the requests. */
export function isEverywhere({ rule, count }: Observation): boolean {
  return count / Math.max(1, rule.evidence) >= EVERYWHERE
}

/** The kinds of causes. Of several causes that are one, the first of these describes it best. */
export const KINDS = [
  'connection',
  'no-response',
  'server-error',
  'too-long',
  'error-as-success',
  'replay',
  'used-key',
  'accepted',
  'rejected',
  'error',
  'other-error',
  'side-effect',
  'rule',
  'leak',
  'status',
  'media-type',
  'content',
  'header',
  'body',
  'changed',
  'criterion',
]

/** Returns the rank of the kind of a cause: lower explains more. */
export function kindRank(cause: string): number {
  if (isOtherResource(cause)) return KINDS.indexOf('replay')
  const rank = KINDS.indexOf(readCause(cause).kind)
  return rank < 0 ? KINDS.length : rank
}

/** Returns the cause of a failure. A report of another tool may have none. */
export function causeOf({ id }: RuleReport, failure: ReportedFailure | undefined): string {
  return failure?.cause ?? causes.rule(id)
}

/** Returns the observations whose cause is of a kind. */
export function ofKind(observations: readonly Observation[], kind: string): Observation[] {
  return observations.filter(({ cause }) => readCause(cause).kind === kind)
}
