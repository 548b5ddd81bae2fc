import type { Case } from '../cases/case.ts'
import type { RuleReport } from '../report/report.ts'
import { NO_REQUEST } from '../rules/add.ts'
import type { Rule } from '../rules/rule.ts'
import type { Plan } from './plan.ts'
import type { Results } from './results.ts'

/**
 * Returns the verdict of every rule.
 *
 * @param skipped the cases that the run leaves out, with the reason
 * @param hasFixtures whether a fixture module made the resources
 */
export function verdicts(
  plan: Plan,
  results: Results,
  skipped: ReadonlyMap<Case, string>,
  hasFixtures = false,
): readonly RuleReport[] {
  const reasonUntested = untestedReasons(plan, skipped, hasFixtures)
  return plan.book.rules.map((rule): RuleReport => {
    const { evidence, failures, count, reasons, invalidated } = results.forRule(rule.id)
    const base = {
      id: rule.id,
      text: rule.text,
      source: rule.source,
      ...(rule.fault && { fault: rule.fault }),
      evidence,
      failures,
      failureCount: count,
      ...(invalidated && { invalidated }),
    }
    if (count > 0) return { ...base, verdict: 'failed' }
    if (evidence > 0 && !invalidated) return { ...base, verdict: 'passed' }
    const reason = reasons.length > 0 ? reasons.join('; ') : reasonUntested(rule)
    return { ...base, verdict: 'untested', reason }
  })
}

/** The reason when the cases of a rule ran, and none of them said why it shows nothing. */
const NOT_SHOWN = 'no response to its requests shows it'

/** What a fixture module would change. A case that lacks one gives a reason of its own. */
const ABOUT_FIXTURES = /give --fixtures$|in the fixture module|^needs a fixture for/

/** Returns a function that explains why no case of this run tested a rule. */
function untestedReasons(
  plan: Plan,
  skipped: ReadonlyMap<Case, string>,
  hasFixtures: boolean,
): (rule: Rule) => string {
  const rulesWithCases = new Set(plan.cases.flatMap(({ rules }) => rules))
  const reasonsOf = new Map<string, Set<string>>()
  for (const [{ rules }, reason] of skipped) {
    for (const rule of rules) reasonsOf.set(rule, (reasonsOf.get(rule) ?? new Set()).add(reason))
  }
  const problems = [...plan.problems]
  return ({ id, untestedReason }) => {
    const reasons = reasonsOf.get(id)
    if (reasons !== undefined) return [...reasons].join('; ')
    const [, problem] = problems.find(([operation]) => id.startsWith(`${operation.id}/`)) ?? []
    if (problem !== undefined) return `no request can be made for this operation: ${problem}`
    if (!ABOUT_FIXTURES.test(untestedReason)) return untestedReason
    if (rulesWithCases.has(id)) return hasFixtures ? NOT_SHOWN : untestedReason
    // A part of a response has no case of its own.
    return /^[^/]+\/responses\/|^schemas\//.test(id) ? untestedReason : NO_REQUEST
  }
}
