import type { Case } from '../cases/case.ts'
import { OTHER_SHARD_REASON } from '../report/report.ts'
import type { Plan } from './plan.ts'

/** Which cases of a plan a run includes. */
export interface Selection {
  /** Families, rule ids or case ids, in which `*` matches any text. Empty for all. */
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly hasOtherKey: boolean
  /** Whether the target keeps no state between requests. */
  readonly stateless: boolean
  readonly shard: { readonly index: number; readonly count: number } | undefined
}

/** Returns the cases to run and, for the others, why they are skipped. */
export function select(plan: Plan, given: Selection): { cases: Case[]; skipped: Map<Case, string> } {
  const selection = widenSelection(plan, given)
  const skipped = new Map<Case, string>()
  const cases = plan.cases.filter((testCase, position) => {
    const reason = reasonToSkip(testCase, position, selection)
    if (reason !== undefined) skipped.set(testCase, reason)
    return reason === undefined
  })
  return { cases, skipped }
}

/** Selects all cases if --only names a rule that has no case of its own because every response tests it. */
export function widenSelection(plan: Plan, selection: Selection): Selection {
  const appliesToAllCases = (pattern: string): boolean =>
    matchesRule(plan, pattern) && !plan.cases.some((testCase) => matchesCase(pattern, testCase))
  return selection.only.some(appliesToAllCases) ? { ...selection, only: [] } : selection
}

/** Returns why a run skips a case, or undefined if it includes the case. */
export function reasonToSkip(testCase: Case, position: number, selection: Selection): string | undefined {
  const { only, skip, hasOtherKey, stateless, shard } = selection
  if (only.length > 0 && !only.some((pattern) => matchesCase(pattern, testCase))) return 'excluded by --only'
  if (skip.some((pattern) => matchesCase(pattern, testCase))) return 'excluded by --skip'
  if (testCase.stateful && stateless) return 'needs a target that keeps state (--stateless was given)'
  if (testCase.needsOtherKey && !hasOtherKey) return 'needs --other-api-key'
  if (shard !== undefined && position % shard.count !== shard.index - 1) return OTHER_SHARD_REASON
  return undefined
}

/** Returns whether a pattern matches the id of a rule. */
export function matchesRule({ book }: Plan, pattern: string): boolean {
  return book.rules.some(({ id }) => patternToRegExp(pattern).test(id))
}

/** Returns whether a pattern matches the family, the id or a rule of a case. */
export function matchesCase(pattern: string, testCase: Case): boolean {
  const test = patternToRegExp(pattern)
  return [testCase.family, testCase.id, ...testCase.rules].some((name) => test.test(name))
}

/** Turns a pattern, in which `*` matches any text, into a regular expression. */
function patternToRegExp(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}
