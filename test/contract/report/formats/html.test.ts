import { expect, test } from 'vitest'
import { htmlReport } from '../../../../src/contract/report/index.ts'
import { allPassed, sampleReport, report, rule } from '../sample-reports.ts'

// How it looks and behaves is seen in test/browser/contract-report.test.ts.
test('two runs', () => {
  const page = htmlReport([sampleReport, allPassed])
    .replace(/(<style>).*(<\/style>)/s, '$1…$2')
    .replace(/(<script>(?!window)).*?(<\/script>)/s, '$1…$2')
    .replace(/sha256-[^&]+/g, 'sha256-…')
  expect(page).toMatchSnapshot()
})

test('escapes everything that comes from elsewhere', () => {
  const hostile = `"'><script>alert(1)</script>`
  const failure = { case: hostile, expected: hostile, actual: hostile, curl: hostile }
  const rules = [
    rule(hostile, {
      text: `${hostile} \`${hostile}\``,
      verdict: 'failed',
      failures: [failure, failure],
    }),
    rule(`2${hostile}`, { verdict: 'untested', reason: hostile }),
  ]
  const page = htmlReport([{ ...report(hostile, rules), target: hostile, notes: [hostile], shard: hostile }])
  expect(page.match(/<script/g)).toHaveLength(1)
  expect(page).not.toContain(`'>`)
})

test('says what a run comes to', () => {
  const outcome = (page: string) => /<p class="outcome.*?<\/p>/.exec(page)?.[0].replace(/<.*?>/g, '')
  expect(outcome(htmlReport([sampleReport, allPassed]))).toBe('✗ 2 rules broken')
  expect(outcome(htmlReport([allPassed]))).toBe('✓ Every rule that was reached is held')
  const partlyTested = report('orders', [rule('a'), rule('b', { verdict: 'untested' })])
  expect(outcome(htmlReport([partlyTested], { minTested: 0.9 }))).toBe(
    '○ Only 50 % of the rules were reached; at least 90 % have to be.',
  )
})

test('cuts a command that is too long to read, and says so', () => {
  const curl = `curl -d '${'x'.repeat(50_000)}'`
  const failure = { case: 'a', expected: 'b', actual: 'c', curl }
  const page = htmlReport([report('orders', [rule('a', { verdict: 'failed', failures: [failure] })])])
  expect(page).toContain('(cut; the JSON report has all of it)')
  expect(page).not.toContain('<div class="again" data-copy>')
})
