import { expect, test } from 'vitest'
import { terminalReport } from '../../../../src/contract/report/index.ts'
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

test('has no line wider than 100 columns, even with long ids', () => {
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
        expect([...line].length, line).toBeLessThanOrEqual(100)
      }
    }
  }
  expect(terminalReport(long, plain)).toContain('and 32 more (--verbose)')
})
