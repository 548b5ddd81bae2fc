import { expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { buildRequest } from '../../../src/contract/http/request.ts'
import { completeTarget } from '../../../src/contract/http/target.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { Operation } from '../../../src/description/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { describeOperation } from '../support/description.ts'

test.each([
  ['leanrails', 'X-API-Version', '2026-03-09'],
  ['stripe', 'stripe-version', '2026-10-28.endive'],
  ['stripe', 'Accept', 'application/json'],
])('a header that the user gives to %s is not sent beside the one of a case', async (api, name, value) => {
  const description = await readDescription(process.cwd(), api)
  const { fixtures, close, ...target } = await startLocalTarget(api, { faults: [] })
  try {
    const report = await runContract({
      description,
      fixtures,
      target: { ...target, headers: [[name, value]] },
      seed: 1,
    })
    expect(report.findings).toEqual([])
  } finally {
    await close()
  }
})

test('a given cookie stays beside the credential, and a given `Accept` stands alone', () => {
  const description = describeOperation(
    { operationId: 'read', security: [{ session: [] }], responses: { '200': { description: 'Done.' } } },
    {
      document: {
        components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'id' } } },
      },
    },
  )
  const [operation] = description.operations as [Operation]
  const headers = [
    ['Cookie', 'gateway=1'],
    ['Accept', 'text/plain'],
  ] as const
  const target = completeTarget({ baseUrl: 'http://127.0.0.1:1', apiKey: 'key_12345678', headers })
  expect(buildRequest(operation, { resource: {} }, target).headers).toEqual([
    ...headers,
    ['Cookie', 'id=key_12345678'],
  ])
})
