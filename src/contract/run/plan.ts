import type { Description } from '../../description/index.ts'
import { FAMILIES } from '../cases/case.ts'
import type { Case } from '../cases/case.ts'
import { families } from '../cases/index.ts'
import { OTHER_SHARD_REASON } from '../report/report.ts'
import { RuleBook } from '../rules/index.ts'
import { schemasOf } from '../../schema/index.ts'

/** Every rule of a description and every case that puts them to the test. */
export interface Plan {
  readonly book: RuleBook
  readonly cases: readonly Case[]
}

export function makePlan(description: Description, options: { runs: number }): Plan {
  const book = new RuleBook(description)
  const caseInput = { description, book, runs: options.runs, schemas: schemasOf(description.document) }
  const cases = description.operations.flatMap((operation) =>
    FAMILIES.flatMap((family) => families[family]({ ...caseInput, operation })),
  )
  for (const { id, rules } of cases) {
    const unknownRule = rules.find((rule) => !book.has(rule))
    if (unknownRule !== undefined)
      throw new RangeError(`The case ${id} speaks for ${unknownRule}, which is no rule.`)
  }
  return { book, cases: unique(cases) }
}

/** Two cases of one name (a keyword with two equal values) get a number. */
function unique(cases: readonly Case[]): Case[] {
  const seen = new Map<string, number>()
  return cases.map((testCase) => {
    const count = (seen.get(testCase.id) ?? 0) + 1
    seen.set(testCase.id, count)
    return count === 1 ? testCase : { ...testCase, id: `${testCase.id} (${count})` }
  })
}

/** Which cases of a plan a run takes, and why it leaves the others. */
export interface Selection {
  /** Families, rule ids or case ids; `*` stands for anything. Empty for all. */
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly hasOtherKey: boolean
  /** The target keeps no state between requests. */
  readonly stateless: boolean
  readonly shard: { readonly index: number; readonly count: number } | undefined
}

/** @returns the cases to play and, for the others, the reason */
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

/** A selection in which a rule that no case speaks for, because every answer may, stands for all cases. */
export function widenSelection(plan: Plan, selection: Selection): Selection {
  const appliesToAllCases = (pattern: string): boolean =>
    matchesRule(plan, pattern) && !plan.cases.some((testCase) => matchesCase(pattern, testCase))
  return selection.only.some(appliesToAllCases) ? { ...selection, only: [] } : selection
}

/** Whether a pattern of --only names a rule. */
export function matchesRule({ book }: Plan, pattern: string): boolean {
  return book.rules.some(({ id }) => patternToRegExp(pattern).test(id))
}

/** Why a run leaves a case out, or undefined where it plays it. */
export function reasonToSkip(testCase: Case, position: number, selection: Selection): string | undefined {
  const { only, skip, hasOtherKey, stateless, shard } = selection
  if (only.length > 0 && !only.some((pattern) => matchesCase(pattern, testCase))) return 'left out by --only'
  if (skip.some((pattern) => matchesCase(pattern, testCase))) return 'left out by --skip'
  if (testCase.stateful && stateless) return 'needs a target that keeps state (--stateless was given)'
  if (testCase.needsOtherKey && !hasOtherKey) return 'needs --other-api-key'
  if (shard !== undefined && position % shard.count !== shard.index - 1) return OTHER_SHARD_REASON
  return undefined
}

/** Whether a pattern of --only or --skip names this case: by family, rule or id. */
export function matchesCase(pattern: string, testCase: Case): boolean {
  const test = patternToRegExp(pattern)
  return [testCase.family, testCase.id, ...testCase.rules].some((name) => test.test(name))
}

/** A pattern in which `*` stands for anything. */
function patternToRegExp(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}
