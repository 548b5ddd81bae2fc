import { expect, test } from 'vitest'
import { causes } from '../../../../src/contract/checks/causes.ts'
import { findingsOf } from '../../../../src/contract/report/index.ts'
import type { Report, RuleReport } from '../../../../src/contract/report/index.ts'
import { plural } from '../../../../src/contract/report/text.ts'
import { report, rule } from '../sample-reports.ts'

/** Returns a failed rule that failed by some causes, each as often as given. */
function failed(id: string, evidence: number, counts: Readonly<Record<string, number>>): RuleReport {
  const failures = Object.entries(counts).map(([cause, count]) => ({
    case: 'family/cancel/case',
    expected: 'this',
    actual: 'that',
    curl: 'curl',
    cause,
    count,
  }))
  const failureCount = Math.min(
    evidence,
    Object.values(counts).reduce((sum, count) => sum + count, 0),
  )
  return rule(id, { verdict: 'failed', evidence, failures, failureCount })
}

function summaries(rules: readonly RuleReport[], links: Report['links'] = []): string[] {
  return findingsOf({ ...report('orders', rules), links }).map(
    ({ title, count, of, unit, rules: ids }) =>
      `${title}: ${count} of ${of} ${unit}s, ${plural(ids.length, 'rule')}`,
  )
}

test('a header that is missing everywhere is one finding, whatever the status code', () => {
  const cause = causes.missingHeader('Request-Id')
  const rules = ['200', '400', '404', '409', '429', '500'].map((status) =>
    failed(`cancel/responses/${status}/headers/Request-Id`, 81, { [cause]: 81 }),
  )
  expect(summaries(rules)).toEqual(['`Request-Id` is missing: 486 of 486 responses, 6 rules'])
})

test('the responses that have the header count too', () => {
  const cause = causes.missingHeader('Request-Id')
  const rules = [
    failed('cancel/responses/400/headers/Request-Id', 10, { [cause]: 10 }),
    rule('cancel/responses/200/headers/Request-Id', { evidence: 30 }),
  ]
  expect(summaries(rules)).toEqual(['`Request-Id` is missing: 10 of 40 responses, 1 rule'])
})

test('two causes that failed the same rule are two findings', () => {
  const rules = [
    failed('cancel/responses', 100, { [causes.status(422)]: 5, [causes.status(302)]: 1 }),
    failed('cancel/no-leak', 100, { [causes.leak('a secret')]: 1, [causes.leak('a stack trace')]: 2 }),
  ]
  expect(summaries(rules)).toHaveLength(4)
})

test('two causes of the same responses are two findings, unless the report links them', () => {
  const status = causes.status(422)
  const expectation = causes.error('status 400', '422')
  const rules = [
    failed('cancel/lifecycle/succeeded', 2, { [expectation]: 2 }),
    failed('cancel/responses', 100, { [status]: 2 }),
  ]
  expect(summaries(rules)).toHaveLength(2)
  expect(summaries(rules, [[expectation, status]])).toEqual([
    'An error has 422 instead of status 400: 2 of 2 checks, 2 rules',
  ])
})

test('three properties that are wrong in the same way are one finding, two are two', () => {
  const wrong = (name: string): RuleReport => ({
    ...failed(`schemas/Order/${name}/type`, 10, { [causes.body(`/${name}`, 'integer')]: 10 }),
    failures: [
      {
        case: 'a/b/c',
        expected: `/${name}: integer`,
        actual: `/${name}: ""`,
        curl: 'curl',
        cause: causes.body(`/${name}`, 'integer'),
        count: 10,
      },
    ],
  })
  expect(summaries([wrong('a'), wrong('b'), wrong('c')])).toEqual([
    'Wrong values in a body: `/a`, `/b`, `/c`: 10 of 10 responses, 3 rules',
  ])
  expect(summaries([wrong('a'), wrong('b')])).toHaveLength(2)
})

test('a part of a request that is not validated at all is one finding', () => {
  const ids = ['required', 'minLength', 'maxLength'].map((keyword) => `cancel/header.Key/${keyword}`)
  const rules = ids.map((id) => failed(id, 1, { [causes.accepted(id)]: 1 }))
  expect(summaries(rules)).toHaveLength(1)
  expect(summaries([...rules, rule('cancel/header.Key/pattern', { evidence: 1 })])).toHaveLength(3)
})

test('server errors of requests of all kinds are one finding only if they are many', () => {
  const errors = {
    [causes.serverError(500, 'a')]: 1,
    [causes.serverError(500, 'b')]: 1,
    [causes.serverError(500, 'c')]: 1,
  }
  expect(summaries([failed('cancel/no-server-error', 100, errors)])).toHaveLength(3)
  expect(summaries([failed('cancel/no-server-error', 5, errors)])).toHaveLength(1)
})

test('findings are ordered by how bad they are and how far they spread', () => {
  const rules = [
    failed('cancel/responses/200/headers/A', 100, { [causes.missingHeader('A')]: 1 }),
    failed('cancel/no-leak', 100, { [causes.leak('a secret')]: 1 }),
  ]
  expect(summaries(rules)[0]).toMatch('A response contains the secret')
})

test('the id of a finding depends on its cause only', () => {
  const cause = causes.missingHeader('A')
  const found = (evidence: number, count: number, seed: number) =>
    findingsOf({
      ...report('orders', [failed('cancel/responses/200/headers/A', evidence, { [cause]: count })]),
      seed,
    })
  const one = found(10, 10, 1)
  const other = found(99, 3, 2)
  expect(one[0]?.id).toBe(other[0]?.id)
  expect(one[0]?.id).toMatch(/^[\da-f]{16}$/)
})

test('a report without causes, of an earlier version, has one finding for each failed rule', () => {
  const failures = [{ case: 'a/b/c', expected: 'this', actual: 'that', curl: 'curl' }]
  const rules = ['one', 'two'].map((id) => rule(id, { verdict: 'failed', failures, failureCount: 2 }))
  expect(findingsOf(report('orders', rules)).map(({ rules: ids }) => ids)).toEqual([['one'], ['two']])
})
