import { expect, test } from 'vitest'
import { causes } from '../../src/contract/checks/causes.ts'
import { ruleIds } from '../../src/contract/rules/ids.ts'
import { RuleBook } from '../../src/contract/rules/index.ts'
import { ShownFindings } from '../../src/contract/shown-findings.ts'
import { findingsOf } from '../../src/contract/report/index.ts'
import { readDescription } from '../../src/description/index.ts'
import { report, rule } from './report/sample-reports.ts'

const operation = { id: 'cancelPaymentIntent' }

async function shownFindings(): Promise<ShownFindings> {
  return new ShownFindings(new RuleBook(await readDescription(process.cwd(), 'stripe')))
}

function failure(status: string, cause = causes.missingHeader('Request-Id')) {
  const id = ruleIds.responseHeader(operation, status, 'Request-Id')
  return {
    rule: id,
    expected: 'the header Request-Id',
    actual: 'no such header',
    cause,
    curl: 'curl',
    case: 'a/b/c',
  }
}

test('a finding is shown once, with its line, whatever the case and the rule', async () => {
  const findings = await shownFindings()
  const [message, ...others] = findings.add([failure('200'), failure('400')])
  expect(others).toEqual([])
  expect(message).toMatch(
    /^`Request-Id` is missing \(openapi\/stripe\.yaml:\d+\)\nrules: .*200.*400.*\nexpected: the header Request-Id\nreceived: no such header\nreproduce with:\ncurl$/,
  )
  expect(findings.add([failure('404')])).toEqual([])
  expect(findings.titlesOf([failure('404'), failure('409')])).toEqual(['`Request-Id` is missing'])
})

test('two causes of one rule are shown as two findings', async () => {
  const findings = await shownFindings()
  expect(
    findings.add([failure('200'), failure('200', causes.invalidHeader('Request-Id', 'string'))]),
  ).toHaveLength(2)
})

test('a finding that no case showed is shown at the end', async () => {
  const findings = await shownFindings()
  findings.add([failure('200')])
  const failures = [{ case: 'a/b/c', expected: 'a response', actual: 'none', curl: 'curl' }]
  const known = failure('200').rule
  const ended = report('stripe', [
    rule(known, { verdict: 'failed', failures, failureCount: 1 }),
    rule('cancelPaymentIntent/no-server-error', { verdict: 'failed', failures, failureCount: 1 }),
  ])
  expect(findingsOf(ended)).toHaveLength(2)
  expect(findings.addReport(ended)).toHaveLength(1)
})
