import { expect, test } from 'vitest'
import { causes } from '../../../../src/contract/checks/causes.ts'
import { applyPolicy, exitCode, findingsOf } from '../../../../src/contract/report/index.ts'
import type { Policy, Report, Suppression } from '../../../../src/contract/report/index.ts'
import { report, rule } from '../sample-reports.ts'

const today = '2026-06-15'
const header = causes.missingHeader('Request-Id')
const status = causes.status(422)

function failed(id: string, cause: string, actual: string) {
  const failure = { case: 'a/b/c', expected: 'x', actual, curl: 'curl', cause, count: 1 }
  return rule(id, { verdict: 'failed', failures: [failure], failureCount: 1 })
}

const withHeader = (seed = 1, actual = 'pi_1'): Report => ({
  ...report('orders', [
    failed('cancel/responses/200/headers/Request-Id', header, actual),
    failed('cancel/responses/400/headers/Request-Id', header, actual),
    rule('cancel/method'),
  ]),
  seed,
})
const withBoth: Report = report('orders', [
  ...withHeader(2, 'pi_2').rules,
  failed('cancel/responses', status, '422'),
])
const suppression = (given: Partial<Suppression>): Suppression => ({
  finding: undefined,
  rule: undefined,
  reason: 'the gateway drops it',
  until: '2026-12-31',
  source: 'redocly.yaml:7',
  ...given,
})
const policy = (given: Partial<Policy>): Policy => ({ suppressions: [], severities: [], ...given })

test('a finding of the baseline does not fail the run, a new one does', () => {
  const known = applyPolicy(withHeader(), policy({}), { baseline: [withHeader(7, 'pi_9')], today })
  expect(known.findings?.map(({ ignored }) => ignored)).toEqual(['in the baseline'])
  expect(exitCode(known)).toBe(0)
  const both = applyPolicy(withBoth, policy({}), { baseline: [withHeader()], today })
  expect(both.findings?.filter(({ ignored }) => ignored === undefined)).toHaveLength(1)
  expect(exitCode(both)).toBe(1)
})

test('a finding that has a cause more than in the baseline fails the run', () => {
  const wrong = (...some: readonly string[]): Report =>
    report('orders', [
      {
        ...failed('cancel/security/key/wrong', some[0] ?? '', '200'),
        failures: some.flatMap((cause) => failed('cancel/security/key/wrong', cause, '200').failures),
      },
    ])
  const [accepted, other] = [causes.accepted('cancel/security/key/wrong'), causes.rule('cancel')]
  const both = applyPolicy(wrong(accepted, other), policy({}), { baseline: [wrong(accepted)], today })
  expect(both.findings).toHaveLength(1)
  expect(exitCode(both)).toBe(1)
  const fewer = applyPolicy(wrong(other), policy({}), { baseline: [wrong(accepted, other)], today })
  expect(exitCode(fewer)).toBe(0)
})

test('the baseline of another API is not used', () => {
  const baseline = [{ ...withHeader(), api: 'returns' }]
  expect(exitCode(applyPolicy(withHeader(), policy({}), { baseline, today }))).toBe(1)
})

test.each([
  ['its id', { finding: findingsOf(withHeader())[0]?.id }],
  ['a pattern of all of its rules', { rule: 'cancel/responses/*/headers/Request-Id' }],
])('a finding is suppressed by %s until a day', (_, given) => {
  const one = applyPolicy(withHeader(), policy({ suppressions: [suppression(given)] }), { today })
  expect(one.findings?.[0]?.ignored).toBe(
    'suppressed until 2026-12-31: the gateway drops it (redocly.yaml:7)',
  )
  expect(exitCode(one)).toBe(0)
  expect(one.warnings).toEqual([])
  const last = applyPolicy(withHeader(), policy({ suppressions: [suppression(given)] }), {
    today: '2026-12-31',
  })
  expect(exitCode(last)).toBe(0)
})

test('a pattern of some of its rules does not suppress a finding, and the report says that it matches nothing', () => {
  const suppressions = [suppression({ rule: 'cancel/responses/200/headers/Request-Id' })]
  const one = applyPolicy(withHeader(), policy({ suppressions }), { today })
  expect(exitCode(one)).toBe(1)
  expect(one.warnings).toEqual([
    'redocly.yaml:7: the suppression of `cancel/responses/200/headers/Request-Id` matches no finding. Remove it.',
  ])
})

test('an expired suppression suppresses nothing and is a warning', () => {
  const suppressions = [suppression({ rule: '*', until: '2026-06-14' })]
  const one = applyPolicy(withHeader(), policy({ suppressions }), { today })
  expect(exitCode(one)).toBe(1)
  expect(one.warnings).toEqual([
    'redocly.yaml:7: the suppression of `*` expired on 2026-06-14. Fix the finding, or decide again.',
  ])
})

test('a warning fails the run only with --fail-on warning, and what is off never does', () => {
  const of = (severity: 'warning' | 'off') =>
    applyPolicy(
      withHeader(),
      policy({ severities: [{ rule: '*/headers/*', severity, source: 'redocly.yaml:9' }] }),
      {
        today,
      },
    )
  expect(of('warning').findings?.[0]?.severity).toBe('warning')
  expect(exitCode(of('warning'))).toBe(0)
  expect(exitCode(of('warning'), { failOn: 'warning' })).toBe(1)
  expect(exitCode(of('off'), { failOn: 'warning' })).toBe(0)
})

test('a finding has the severity of its most severe rule', () => {
  const severities = [{ rule: 'cancel/responses/200/*', severity: 'off' as const, source: 'redocly.yaml:9' }]
  expect(applyPolicy(withHeader(), policy({ severities }), { today }).findings?.[0]?.severity).toBe('error')
})

test('a severity of a rule that does not exist is a warning', () => {
  const severities = [{ rule: 'cancle/*', severity: 'off' as const, source: 'redocly.yaml:9' }]
  expect(applyPolicy(withHeader(), policy({ severities }), { today }).warnings).toEqual([
    'redocly.yaml:9: no rule matches the severity of `cancle/*`.',
  ])
})
