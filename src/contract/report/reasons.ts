import type { RuleReport } from './report.ts'

/** The rules that are untested for the same reason. */
export interface ReasonGroup {
  readonly reason: string
  readonly rules: readonly RuleReport[]
}

/** Groups the untested rules by their reason, the most common reason first. */
export function byReason(rules: readonly RuleReport[]): ReasonGroup[] {
  const groups = new Map<string, RuleReport[]>()
  for (const rule of rules) {
    if (rule.verdict !== 'untested') continue
    const reason = rule.reason ?? 'no reason was given'
    const group = groups.get(reason)
    if (group === undefined) groups.set(reason, [rule])
    else group.push(rule)
  }
  return [...groups]
    .map(([reason, group]) => ({ reason, rules: group }))
    .sort((a, b) => b.rules.length - a.rules.length)
}
