import type { Case } from '../cases/case.ts'
import type { RuleReport } from '../report/report.ts'
import { NEEDS_SUCCESS, NO_REQUEST } from '../rules/add.ts'
import type { Rule } from '../rules/rule.ts'
import type { Plan } from './plan.ts'
import type { Results } from './results.ts'

/**
 * Returns the verdict of every rule.
 *
 * @param skipped the cases that the run leaves out, with the reason
 */
export function verdicts(
  plan: Plan,
  results: Results,
  skipped: ReadonlyMap<Case, string>,
): readonly RuleReport[] {
  const reasonUntested = untestedReasons(plan, skipped)
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

/** Returns a function that explains why no case of this run tested a rule. */
function untestedReasons(plan: Plan, skipped: ReadonlyMap<Case, string>): (rule: Rule) => string {
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
    return untestedReason === NEEDS_SUCCESS && !rulesWithCases.has(id) ? NO_REQUEST : untestedReason
  }
}
