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

/** The kinds of causes. Of several causes that are one, the first of these describes it best. */
export const KINDS = [
  'no-response',
  'server-error',
  'too-long',
  'replay',
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
