import { expect, test } from 'vitest'
import { terminalReport, terminalSummary } from '../../../../src/contract/report/index.ts'
import { allPassed, sampleReport, report, rule } from '../sample-reports.ts'

const plain = { color: false, verbose: false }

test('renders a run with everything in it', () =>
  expect(terminalReport(sampleReport, plain)).toMatchSnapshot())

test('renders the same run with --verbose', () =>
  expect(terminalReport(sampleReport, { color: false, verbose: true })).toMatchSnapshot())

test('renders a run without failures', () => expect(terminalReport(allPassed, plain)).toMatchSnapshot())

test('reports a gate that fails, except for a shard', () => {
  expect(terminalReport(sampleReport, { ...plain, minTested: 0.9 })).toContain(
    '✗ Only 57.1 % of the rules were tested. The minimum is 90 %.\n',
  )
  const shard = terminalReport({ ...sampleReport, shard: '2/4' }, { ...plain, minTested: 0.9 })
  expect(shard).toMatch(/^orders at http:\/\/127.0.0.1:4010, shard 2\/4\n/)
  expect(shard).not.toContain('The minimum')
})

test('adds nothing but colours if colours are on', () => {
  const colored = terminalReport(sampleReport, { color: true, verbose: true })
  const bare = colored.replace(/\u001b\[\d+m/g, '')
  expect(bare).toBe(terminalReport(sampleReport, { color: false, verbose: true }))
  expect(colored).not.toBe(bare)
})

test('contains no control character and no CI command from a server', () => {
  const text = terminalReport(sampleReport, { color: false, verbose: true })
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u)
  expect(text).not.toMatch(/^\s*::/m)
  expect(text).not.toContain('##[')
})

test('has no line wider than 100 columns, even with long ids, except for a command to paste', () => {
  const long = report(
    'orders',
    Array.from({ length: 40 }, (_, index) =>
      rule(`body/a/rather/long/path/to/a/property/${index}/maxLength`, {
        verdict: 'untested',
        reason: 'needs a fixture for `shipping`',
      }),
    ),
  )
  for (const verbose of [true, false]) {
    for (const one of [long, sampleReport, allPassed]) {
      for (const line of terminalReport(one, { color: false, verbose }).split('\n')) {
        if (/^ {2}(?:reproduce|or) /.test(line)) continue
        expect([...line].length, line).toBeLessThanOrEqual(100)
      }
    }
  }
  expect(terminalReport(long, plain)).toContain('○ 40 rules: needs a fixture for `shipping`')
  expect(terminalReport(long, plain)).not.toContain('maxLength')
  expect(terminalReport(long, { ...plain, all: true })).toContain('property/39/maxLength')
})

test('shows 20 findings in 130 lines, of at most six lines each, and counts the others', () => {
  const curl =
    "ID=o_1\n# On a fresh order.\ncurl -sS -i -X POST \\\n  -H 'A: b' \\\n  http://127.0.0.1/o\ncurl -sS http://127.0.0.1/p"
  const failure = { case: 'a/b/c', expected: 'x\ny'.repeat(400), actual: 'z\n'.repeat(400), curl }
  const rules = Array.from({ length: 25 }, (_, index) =>
    rule(`cancel/rule/${index}`, {
      verdict: 'failed',
      failures: [failure],
      failureCount: 1,
      line: index + 1,
    }),
  )
  const text = terminalReport(report('orders', rules), plain)
  expect(text.split('\n').length).toBeLessThanOrEqual(130)
  expect(text.match(/^✗ The text of/gm)).toHaveLength(20)
  expect(text).toContain('… and 5 more: --all')
  expect(text).toContain(
    "  reproduce ID=o_1; curl -sS -i -X POST -H 'A: b' http://127.0.0.1/o; curl -sS http://127.0.0.1/p\n",
  )
  const all = terminalReport(report('orders', rules), { ...plain, all: true })
  expect(all.match(/^✗ The text of/gm)).toHaveLength(25)
  for (const section of all.split('\n\n').filter((one) => one.startsWith('✗ The text of')))
    expect(section.split('\n').length).toBeLessThanOrEqual(6)
})

test('shows the last lines alone for a run whose report goes elsewhere', () => {
  expect(terminalSummary(sampleReport, plain)).toMatch(
    /^orders at .*\n✗ 2 findings\n✗ 2 passed · 2 failed · [^\n]*\n$/,
  )
})

test('says why a run stopped', () => {
  const stopped = { ...allPassed, stopped: 'Cannot run: http://127.0.0.1:1 does not respond.' }
  expect(terminalReport(stopped, plain)).toContain(
    '✗ Cannot run: http://127.0.0.1:1 does not respond.\n✗ 2 passed',
  )
})
