import { nearest, UsageError } from '../../command/index.ts'
import type { Description } from '../../description/index.ts'
import { FAMILIES } from '../cases/case.ts'
import { makePlan } from '../run/plan.ts'
import { matchesCase, matchesRule } from '../run/selection.ts'
import type { CliOptions } from './options.ts'

/**
 * Checks the names of --only and --skip: a typo would exclude everything, or nothing.
 *
 * @throws UsageError for a name that no API has
 */
export function checkNames(descriptions: readonly Description[], { only, skip }: CliOptions): void {
  const names = [...only, ...skip]
  if (names.length === 0) return
  const plans = descriptions.map((description) => makePlan(description, { runs: 1 }))
  for (const name of names) {
    if (plans.some(({ cases }) => cases.some((testCase) => matchesCase(name, testCase)))) continue
    const isRule = plans.some((plan) => matchesRule(plan, name))
    if (isRule && only.includes(name)) continue
    if (isRule)
      throw new UsageError(`Every response tests the rule \`${name}\`, so --skip cannot exclude its cases.`)
    const known = plans.flatMap(({ book, cases }) => [
      ...FAMILIES,
      ...book.rules.map(({ id }) => id),
      ...cases.map(({ id }) => id),
    ])
    const suggestion = nearest(name, known)
    const hint = suggestion === undefined ? 'Run with --list to see them.' : `Did you mean \`${suggestion}\`?`
    throw new UsageError(`No family, rule or case is named \`${name}\`. ${hint}`)
  }
}
