import type { Description } from '../../description/index.ts'
import { FAMILIES } from '../cases/case.ts'
import type { Case } from '../cases/case.ts'
import { families } from '../cases/index.ts'
import { ELSEWHERE } from '../report/report.ts'
import { RuleBook } from '../rules/index.ts'
import { schemasOf } from '../../schema/schema-set.ts'

/** Every rule of a description and every case that puts them to the test. */
export interface Plan {
  readonly book: RuleBook
  readonly cases: readonly Case[]
}

export function makePlan(description: Description, options: { runs: number }): Plan {
  const book = new RuleBook(description)
  const ground = { description, book, runs: options.runs, schemas: schemasOf(description.document) }
  const cases = description.operations.flatMap((operation) =>
    FAMILIES.flatMap((family) => families[family]({ ...ground, operation })),
  )
  for (const { id, rules } of cases) {
    const stranger = rules.find((rule) => !book.has(rule))
    if (stranger !== undefined)
      throw new RangeError(`The case ${id} speaks for ${stranger}, which is no rule.`)
  }
  return { book, cases: unique(cases) }
}

/** Two cases of one name (a keyword with two equal values) get a number. */
function unique(cases: readonly Case[]): Case[] {
  const seen = new Map<string, number>()
  return cases.map((subject) => {
    const count = (seen.get(subject.id) ?? 0) + 1
    seen.set(subject.id, count)
    return count === 1 ? subject : { ...subject, id: `${subject.id} (${count})` }
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
export function select(plan: Plan, given: Selection): { cases: Case[]; left: Map<Case, string> } {
  const selection = widened(plan, given)
  const left = new Map<Case, string>()
  const cases = plan.cases.filter((subject, position) => {
    const reason = reasonToLeave(subject, position, selection)
    if (reason !== undefined) left.set(subject, reason)
    return reason === undefined
  })
  return { cases, left }
}

/** A selection in which a rule that no case speaks for, because every answer may, stands for all cases. */
export function widened(plan: Plan, selection: Selection): Selection {
  const isOfAll = (pattern: string): boolean =>
    namesRule(plan, pattern) && !plan.cases.some((subject) => isNamed(pattern, subject))
  return selection.only.some(isOfAll) ? { ...selection, only: [] } : selection
}

/** Whether a pattern of --only names a rule. */
export function namesRule({ book }: Plan, pattern: string): boolean {
  return book.rules.some(({ id }) => expressionOf(pattern).test(id))
}

/** Why a run leaves a case out, or undefined where it plays it. */
export function reasonToLeave(subject: Case, position: number, selection: Selection): string | undefined {
  const { only, skip, hasOtherKey, stateless, shard } = selection
  if (only.length > 0 && !only.some((pattern) => isNamed(pattern, subject))) return 'left out by --only'
  if (skip.some((pattern) => isNamed(pattern, subject))) return 'left out by --skip'
  if (subject.stateful && stateless) return 'needs a target that keeps state (--stateless was given)'
  if (subject.needsOtherKey && !hasOtherKey) return 'needs --other-api-key'
  if (shard !== undefined && position % shard.count !== shard.index - 1) return ELSEWHERE
  return undefined
}

/** Whether a pattern of --only or --skip names this case: by family, rule or id. */
export function isNamed(pattern: string, subject: Case): boolean {
  const test = expressionOf(pattern)
  return [subject.family, subject.id, ...subject.rules].some((name) => test.test(name))
}

/** A pattern in which `*` stands for anything. */
function expressionOf(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}
