import { expect, test } from 'vitest'
import { htmlReport } from '../../../../src/contract/report/index.ts'
import { allPassed, sampleReport, report, rule } from '../sample-reports.ts'

// test/browser/contract-report.test.ts tests how the page looks and behaves.
test('renders two runs', () => {
  const page = htmlReport([sampleReport, allPassed])
    .replace(/(<style>).*(<\/style>)/s, '$1…$2')
    .replace(/(<script>(?!window)).*?(<\/script>)/s, '$1…$2')
    .replace(/sha256-[^&]+/g, 'sha256-…')
  expect(page).toMatchSnapshot()
})

test('escapes every text of the report', () => {
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

test('shows the outcome of a run', () => {
  const outcome = (page: string) => /<p class="outcome.*?<\/p>/.exec(page)?.[0].replace(/<.*?>/g, '')
  expect(outcome(htmlReport([sampleReport, allPassed]))).toBe('✗ 2 findings, 2 rules failed')
  expect(outcome(htmlReport([allPassed]))).toBe('✓ Every tested rule passed')
  const partlyTested = report('orders', [rule('a'), rule('b', { verdict: 'untested' })])
  expect(outcome(htmlReport([partlyTested], { minTested: 0.9 }))).toBe(
    '○ Only 50 % of the rules were tested. The minimum is 90 %.',
  )
})

test('shortens a command that is too long to read, and says so', () => {
  const curl = `curl -d '${'x'.repeat(50_000)}'`
  const failure = { case: 'a', expected: 'b', actual: 'c', curl }
  const page = htmlReport([report('orders', [rule('a', { verdict: 'failed', failures: [failure] })])])
  expect(page).toContain('(shortened; the JSON report has the whole command)')
  expect(page).toContain('<div class="reproduce" >')
  expect(page).not.toMatch(/<div[^>]*data-copy/)
})
