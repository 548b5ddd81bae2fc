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
  return ({ id, untestedReason }) => {
    const reasons = [...skipped].filter(([{ rules }]) => rules.includes(id)).map(([, reason]) => reason)
    if (reasons.length > 0) return [...new Set(reasons)].join('; ')
    return untestedReason === NEEDS_SUCCESS && !rulesWithCases.has(id) ? NO_REQUEST : untestedReason
  }
}
