import type { RuleReport, Summary } from './report.ts'

/** Counts the verdicts; what is counted elsewhere is handed through. */
export function summarize(
  rules: readonly RuleReport[],
  counted: Pick<Summary, 'cases' | 'exchanges' | 'durationMs'>,
): Summary {
  const count = (verdict: RuleReport['verdict']) => rules.filter((rule) => rule.verdict === verdict).length
  return {
    rules: rules.length,
    passed: count('passed'),
    failed: count('failed'),
    untested: count('untested'),
    cases: counted.cases,
    exchanges: counted.exchanges,
    durationMs: counted.durationMs,
  }
}

/** The share of the rules that got a verdict, from 0 to 1. Of no rules at all, none is reached. */
export function testedShare({ rules, passed, failed }: Summary): number {
  return rules === 0 ? 0 : (passed + failed) / rules
}
