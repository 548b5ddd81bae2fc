import { expect, test } from 'vitest'
import {
  createGetServer,
  describeGet,
  failedRuleIds,
  json,
  jsonResponse,
  rejections,
} from '../../support/small.ts'
import { header, testSandbox } from '../../support/proxy.ts'

/** Describes a header that names a tenant, which the server may not know. */
function describeTenant(example: string): ReturnType<typeof describeGet> {
  const name = 'X-Tenant'
  return describeGet({
    operationId: 'listThings',
    parameters: [{ name, in: 'header', schema: { type: 'string' }, example }],
    responses: { '200': jsonResponse({ type: 'array' }), ...rejections(403, 404, 405) },
    'x-rejections': [{ in: 'header', name, keyword: 'unknown', responses: [{ status: '403' }] }],
  } as never)
}

const only = ['boundaries/*/X-Tenant: an unknown value']

test('a server that accepts a tenant that cannot exist fails the rule', async () => {
  const server = createGetServer(() => json(200, []))
  const failed = await failedRuleIds(describeTenant('ten_4kQ9vXw2Lm7Z'), server, { only })
  expect(failed).toEqual(['listThings/header.X-Tenant/unknown'])
})

test('a server that knows no tenant but its own is correct', async () => {
  const server = createGetServer((request) =>
    header(request, 'X-Tenant') === undefined ? json(200, []) : json(403, { error: 'unknown tenant' }),
  )
  expect(await failedRuleIds(describeTenant('ten_4kQ9vXw2Lm7Z'), server, { only })).toEqual([])
})

test.each(['7', '104233', 'ten_a'])(
  'another value like %s may be known, so that it may succeed',
  async (example) => {
    const server = createGetServer(() => json(200, []))
    expect(await failedRuleIds(describeTenant(example), server, { only })).toEqual([])
  },
)

test('any account is accepted, which the description rejects', async () => {
  const sandbox = { api: 'stripe', only: ['boundaries/*/Stripe-Account: an unknown value'] } as const
  const failedBy = async (faults: string[]): Promise<string[]> =>
    (await testSandbox({ ...sandbox, faults })).rules
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ id }) => id)
  expect(await failedBy([])).toEqual([])
  expect(await failedBy(['account-not-checked'])).toEqual([
    'cancelPaymentIntent/header.Stripe-Account/unknown',
  ])
})
