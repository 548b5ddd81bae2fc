import type { RuleReport, Summary } from './report.ts'

/** Counts the verdicts, and adds the numbers that the run counted. */
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

/** Returns the share of the rules that passed or failed, from 0 to 1. It is 0 if there are no rules. */
export function testedShare({ rules, passed, failed }: Summary): number {
  return rules === 0 ? 0 : (passed + failed) / rules
}
