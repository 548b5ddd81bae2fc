import { expect, test } from 'vitest'
import { runContract } from '../../../../src/contract/index.ts'
import { findingsOf } from '../../../../src/contract/report/index.ts'
import type { Finding } from '../../../../src/contract/report/index.ts'
import { readDescription } from '../../../../src/description/index.ts'
import { startLocalTarget } from '../../../../src/sandbox/local-target.ts'
import { testSandbox } from '../../support/proxy.ts'

async function findingsFor(
  api: 'leanrails' | 'stripe',
  faults: string[],
  seed = 1,
): Promise<readonly Finding[]> {
  const { fixtures, close, ...target } = await startLocalTarget(api, { faults })
  try {
    const description = await readDescription(process.cwd(), api)
    return findingsOf(await runContract({ description, seed, target, fixtures }))
  } finally {
    await close()
  }
}

const ids = (findings: readonly Finding[]): string[] => findings.flatMap(({ causes }) => causes)

test('a correct server has no finding', async () => {
  expect(await findingsFor('leanrails', [])).toEqual([])
})

test('a header that all errors lack is one finding with a rule for each status code', async () => {
  const findings = await findingsFor('stripe', ['request-id-on-success-only'])
  expect(findings).toHaveLength(1)
  expect(findings[0]?.title).toBe('`Request-Id` is missing')
  expect(findings[0]?.rules.length).toBeGreaterThan(4)
  expect(findings[0]?.count).toBeLessThan(findings[0]?.of ?? 0)
})

test('a parameter that is ignored is one finding, whatever its values are', async () => {
  const findings = await findingsFor('stripe', ['expand-ignored'])
  expect(findings).toHaveLength(1)
  expect(findings[0]?.rules.length).toBeGreaterThan(1)
})

test('a wrong format of all errors is few findings, although it fails dozens of rules', async () => {
  const findings = await findingsFor('stripe', ['error-as-problem'])
  expect(findings.length).toBeLessThan(4)
  expect(findings.flatMap(({ rules }) => rules).length).toBeGreaterThan(20)
})

test.for(['leanrails', 'stripe'] as const)(
  'responses of %s that are mixed up are one finding, whatever they fail',
  async (api) => {
    const findings = await findingsFor(api, ['race-responses-mixed-up'])
    expect(findings.map(({ title }) => title)).toEqual([expect.stringContaining('$request.path.')])
    expect(findings[0]?.rules.length).toBeGreaterThan(5)
    expect(findings[0]?.count).toBeLessThan(findings[0]?.of ?? 0)
  },
)

test.for([
  ['success-201', 'Status 201 is not documented'],
  ['body-required', 'Valid requests are rejected: 400 invalid_request_error parameter_invalid'],
  ['camel-case', 'A body lacks the property `canceled_at`'],
  ['idempotency-forgotten', 'A replay differs from the stored response'],
  ['replay-conflicts', 'A replay differs from the stored response: 409'],
  ['successes-not-stored', 'A replay differs from the stored response'],
  ['key-stores-validation-failures', 'A request that failed with validation releases its key'],
])('%s is one finding, or two: first that %s', async ([fault = '', title = '']) => {
  const findings = await findingsFor('leanrails', [fault])
  expect(findings.length).toBeLessThanOrEqual(fault === 'camel-case' ? 2 : 1)
  expect(findings[0]?.title).toContain(title)
})

test.for([
  ['request-id-on-success-only', 'created-in-milliseconds'],
  ['amount-as-string', 'created-in-milliseconds'],
  ['cancels-canceled', 'should-retry-as-number'],
  ['id-lower-case', 'amount-as-string'],
  ['id-lower-case', 'canceled-at-before-created'],
  ['nulls-left-out', 'expand-ignored'],
])('%s and %s at once are at least two findings, of which none belongs to both', async (faults) => {
  const [one = '', other = ''] = faults
  const [first, second, both] = [
    ids(await findingsFor('stripe', [one])),
    ids(await findingsFor('stripe', [other])),
    await findingsFor('stripe', [one, other]),
  ]
  expect(both.length).toBeGreaterThan(1)
  for (const { causes } of both) {
    const belongsTo = [first, second].filter((some) => causes.some((cause) => some.includes(cause)))
    expect(belongsTo.length).toBeLessThan(2)
  }
})

test.for<[string, Record<string, string>, string]>([
  ['a page', { 'Content-Type': 'text/html' }, '<h1>Maintenance</h1>'],
  ['an error', { 'Content-Type': 'application/json' }, '{"error":"busy"}'],
  ['no content', {}, ''],
])('a maintenance of which 503 with Retry-After and %s tells is one finding', async ([, headers, body]) => {
  let count = 0
  const report = await testSandbox({
    behavior: async (_, pass) => {
      count += 1
      if (count < 200 || count > 230) return pass()
      return {
        status: 503,
        headers: Object.entries({ ...headers, 'Retry-After': '0' }),
        body: Buffer.from(body),
      }
    },
  })
  expect(findingsOf(report).map(({ title }) => title)).toEqual([expect.stringContaining('503')])
})

test.for([
  ['leanrails', 200, 'An error is sent with status 200'],
  ['stripe', 200, 'An error is sent with status 200'],
  ['leanrails', 400, 'Errors have 400 instead of status 401, 404, 405, 409, 422, 429, 500'],
  ['stripe', 400, 'Errors have 400 instead of status 401, 403, 404, 409, 429, 500'],
] as const)('errors of %s that all have status %i are one finding', async ([api, status, title]) => {
  const report = await testSandbox({
    api,
    behavior: async (_, pass) => {
      const reply = await pass()
      return reply.status >= 400 ? { ...reply, status } : reply
    },
  })
  expect(findingsOf(report).map((finding) => finding.title)).toEqual([title])
})

test('another seed and another port find the same findings', async () => {
  const [one, other] = [
    await findingsFor('stripe', ['request-id-on-success-only', 'amount-as-string'], 1),
    await findingsFor('stripe', ['request-id-on-success-only', 'amount-as-string'], 2),
  ]
  expect(one.map(({ id }) => id).sort()).toEqual(other.map(({ id }) => id).sort())
})
