import type { RuleReport, Summary } from './report.ts'

/** Counts the verdicts; what is counted elsewhere is handed through. */
export function summarize(
  rules: readonly RuleReport[],
  counted: Pick<Summary, 'cases' | 'exchanges' | 'durationMs'>,
): Summary {
  const count = (verdict: RuleReport['verdict']) => rules.filter((rule) => rule.verdict === verdict).length
  return {
    rules: rules.length,
    held: count('held'),
    broken: count('broken'),
    notReached: count('not-reached'),
    cases: counted.cases,
    exchanges: counted.exchanges,
    durationMs: counted.durationMs,
  }
}

/** The share of the rules that got a verdict, from 0 to 1. Of no rules at all, none is reached. */
export function reachedShare({ rules, held, broken }: Summary): number {
  return rules === 0 ? 0 : (held + broken) / rules
}
