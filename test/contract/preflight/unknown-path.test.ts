import { describe, expect, test } from 'vitest'
import type { Report, RunOptions } from '../../../src/contract/index.ts'
import { runContract } from '../../../src/contract/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { describeOperation } from '../support/description.ts'
import { changed, describedOnce, startProxy } from '../support/proxy.ts'
import type { Reply } from '../support/proxy.ts'
import { json, KEY, testSmallServer } from '../support/small.ts'
import type { SmallServer } from '../support/small.ts'

const SCHEMES = { components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } } }
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'thing-1' } as const
const RESPONSES = { '200': { description: 'Done.' }, '404': { description: 'Unknown.' } }

const guarded = describeOperation(
  {
    security: [{ bearer: [] }],
    parameters: [ID],
    responses: { ...RESPONSES, '401': { description: 'Not authenticated.' } },
  },
  { path: '/things/{id}/close', document: SCHEMES },
)

const open = describeOperation(
  { parameters: [ID], responses: RESPONSES },
  { path: '/things/{id}', method: 'get' },
)

const NOT_FOUND = json(404, { error: 'Not Found' })

const isKey = (headers: readonly (readonly [string, string])[]): boolean =>
  headers.some(([name, value]) => /^authorization$/i.test(name) && value.replace(/^bearer /i, '') === KEY)

/** Returns a server of the guarded operation that knows some ids, and responds to everything else in the same way. */
function guardedServer({
  known,
  withMethods = false,
  checksKeyFirst = false,
}: {
  known: readonly string[]
  withMethods?: boolean
  checksKeyFirst?: boolean
}): SmallServer {
  return ({ method, url, headers }) => {
    const id = /^\/things\/([^/?]+)\/close$/.exec(url)?.[1]
    if (checksKeyFirst && !isKey(headers)) return json(401, { error: 'Unauthorized' })
    if (id === undefined) return NOT_FOUND
    if (method !== 'POST') return withMethods ? json(405, { error: 'Method' }, { Allow: 'POST' }) : NOT_FOUND
    if (!known.includes(id)) return NOT_FOUND
    return isKey(headers) ? json(200, {}) : json(401, { error: 'Unauthorized' })
  }
}

const warningsOf = ({ warnings }: Report): string[] =>
  warnings.filter((text) => text.includes('a path that does not exist'))

describe('a server that responds to an unknown id as to an unknown path', () => {
  test.each<[string, Parameters<typeof guardedServer>[0], number]>([
    ['and to everything else too', { known: [] }, 1],
    ['after the key', { known: [], checksKeyFirst: true }, 1],
    ['but not to another method', { known: [], withMethods: true }, 0],
  ])('is tested without fixtures, %s', async (_, settings, warnings) => {
    const report = await testSmallServer(guarded, guardedServer(settings))
    expect(report.rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)).toEqual([])
    expect(warningsOf(report)).toHaveLength(warnings)
  })

  test('is tested without a warning if fixtures make what it knows', async () => {
    const fixtures = { create: () => Promise.resolve({ id: 'thing-1' }) }
    const report = await testSmallServer(guarded, guardedServer({ known: ['thing-1'] }), { fixtures })
    expect(report.rules.find(({ id }) => id === 'do/path.id/accepted')?.verdict).toBe('passed')
    expect(warningsOf(report)).toEqual([])
  })

  test('is tested if the operation needs no key, with a warning', async () => {
    const report = await testSmallServer(open, () => NOT_FOUND)
    expect(report.rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)).toEqual([])
    expect(warningsOf(report)).toEqual([
      expect.stringMatching(
        /^The target responds to GET \/things\/thing-1 \(404\) as to a path that does not/,
      ),
    ])
  })
})

describe('a server without the path', () => {
  const fixtures = { create: () => Promise.resolve({ id: 'thing-1' }) }
  const responses = { '200': { description: 'Done.' }, '4XX': { description: 'Failed.' } }

  test('fails, with a warning, if a fixture made the resource and 404 is documented', async () => {
    const report = await testSmallServer(guarded, () => NOT_FOUND, { fixtures })
    expect(report.summary.failed).toBeGreaterThan(2)
    expect(warningsOf(report)).toHaveLength(1)
  })

  test('is rejected if a fixture made the resource', async () => {
    const operation = { security: [{ bearer: [] }], parameters: [ID], responses }
    const description = describeOperation(operation, { path: '/things/{id}/close', document: SCHEMES })
    const pages: SmallServer = ({ method, url }) => json(404, { error: `Cannot ${method} ${url}` })
    await expect(testSmallServer(description, pages, { fixtures })).rejects.toThrow(
      /^Cannot run: \S+ does not know the path of POST \/things\/thing-1\/close \(404\)\. Is \S+ its base URL\?$/,
    )
  })

  test('is rejected if the path names nothing that may be unknown', async () => {
    const list = describeOperation({ responses }, { method: 'get' })
    const pages: SmallServer = ({ method, url }) => json(404, { error: `Cannot ${method} ${url}` })
    await expect(testSmallServer(list, pages)).rejects.toThrow(
      /does not know the path of GET \/things \(404\)/,
    )
  })
})

/** Tests the LeanRails sandbox without fixtures. `change` changes the responses to unknown ids. */
async function testWithoutFixtures(
  change: (reply: Reply) => Reply,
  target: Partial<RunOptions['target']> = {},
): Promise<Report> {
  const local = await startLocalTarget('leanrails')
  const proxy = await startProxy(local.baseUrl, async (_, pass) => change(await pass()))
  try {
    return await runContract({
      description: await describedOnce('leanrails'),
      target: { baseUrl: proxy.url, apiKey: local.apiKey, ...target },
      seed: 1,
      selection: { only: ['auth', 'lifecycle'] },
    })
  } finally {
    await proxy.close()
    await local.close()
  }
}

test('a server whose error for an unknown id has the words of one for an unknown path is tested', async () => {
  const report = await testWithoutFixtures((reply) => {
    const text = reply.body.toString()
    return text.includes('resource_missing') || reply.status === 404
      ? changed(reply, { body: text.replaceAll(/"code":\s*"[^"]*"/g, '"code": "route_unknown"') })
      : reply
  })
  expect(report.summary.exchanges).toBeGreaterThan(10)
})
