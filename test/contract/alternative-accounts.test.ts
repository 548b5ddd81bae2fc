import { expect, test } from 'vitest'
import { runContract } from '../../src/contract/index.ts'
import { describeOperation } from './support/description.ts'
import { header, startProxy } from './support/proxy.ts'
import { json } from './support/small.ts'

const OWN = 'key-of-Ada-0123456789'
const OTHER = 'key-of-Bob-0123456789'

const description = describeOperation(
  {
    security: [{ header: [] }, { bearer: [] }],
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } }],
    responses: Object.fromEntries(
      ['200', '401', '404'].map((status) => [status, { description: `The response ${status}.` }]),
    ),
  },
  {
    method: 'get',
    path: '/things/{id}',
    document: {
      components: {
        securitySchemes: {
          header: { type: 'apiKey', in: 'header', name: 'X-Key' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  },
)

/** Tests a server on which every thing belongs to Ada. Returns the verdict about Bearer. */
async function verdictOfBearer(credentials: Record<string, string>): Promise<unknown> {
  const proxy = await startProxy('http://unused.test', (request) => {
    const { url, method } = request
    const ownKey = header(request, 'x-key')
    const key = ownKey ?? /^Bearer (.*)$/.exec(header(request, 'authorization') ?? '')?.[1]
    if (key !== OWN && key !== OTHER) return Promise.resolve(json(401, {}))
    const isOwn = key === OWN && ownKey !== undefined
    const isThing = method === 'GET' && url === '/things/thing-4711'
    return Promise.resolve(json(isOwn && isThing ? 200 : 404, {}))
  })
  const fixtures = { create: () => Promise.resolve({ id: 'thing-4711' }) }
  try {
    const target = { baseUrl: proxy.url, apiKey: OWN, credentials }
    const { rules } = await runContract({
      description,
      seed: 1,
      fixtures,
      target,
      selection: { only: ['auth'] },
    })
    const rule = rules.find(({ id }) => id === 'do/security/bearer')
    return [rule?.verdict, rule?.reason ?? '']
  } finally {
    await proxy.close()
  }
}

test('the key of an alternative scheme may belong to another account', async () => {
  expect(await verdictOfBearer({ bearer: OTHER })).toEqual([
    'untested',
    expect.stringContaining('may belong to another account (404)'),
  ])
})

test('the same key gives the same things by each scheme', async () => {
  expect(await verdictOfBearer({})).toEqual(['failed', ''])
})
