import { describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { describe as describeDocument } from '../../../src/description/index.ts'
import type { Description, Server } from '../../../src/description/index.ts'
import { serversOf } from '../../../src/contract/http/servers.ts'
import { startProxy } from '../support/proxy.ts'
import { json } from '../support/small.ts'

const responses = { '200': { description: 'One.', content: { 'application/json': {} } } }

function describeServers(
  servers: Server[] | undefined,
  own: Record<string, Server[] | undefined>,
): Description {
  const paths = Object.fromEntries(
    Object.entries(own).map(([name, operationServers]) => [
      `/${name}`,
      { get: { operationId: name, responses, ...(operationServers && { servers: operationServers }) } },
    ]),
  )
  const document = {
    openapi: '3.1.1',
    info: { title: 'T', version: '1' },
    paths,
    ...(servers && { servers }),
  }
  return describeDocument('things', document, { '': { file: 'things.yaml', line: 1 } })
}

const API: Server = { url: 'https://api.example.com/v1' }

describe('an operation with servers of its own', () => {
  const whereIs = (baseUrl: string, own: Server[], servers: Server[] | undefined = [API]): unknown => {
    const found = serversOf(describeServers(servers, { read: undefined, own }), new URL(baseUrl))
    return found.serverPaths.get('own') ?? found.elsewhere.get('own') ?? 'at the base URL'
  }

  test('gets no request if its servers are at other hosts', () => {
    expect(whereIs('http://localhost:3000', [{ url: 'https://files.example.com' }])).toBe(
      'its server is https://files.example.com, and --base-url names another host',
    )
    expect(whereIs('https://api.example.com/v1', [{ url: 'http://api.example.com/v1' }])).toContain(
      'another host',
    )
    expect(whereIs('https://api.example.com/v1', [{ url: '//files.example.com' }])).toContain('another host')
  })

  test('is requested at its own path if the base URL names its host', () => {
    expect(whereIs('https://api.example.com/v1', [{ url: 'https://api.example.com/v2/' }])).toBe('/v2/')
    const both = [{ url: 'https://files.example.com/a' }, { url: 'https://api.example.com/b' }]
    expect(whereIs('https://api.example.com/v1', both)).toBe('/b')
  })

  test('has a relative server resolved against the base URL', () => {
    expect(whereIs('http://localhost:3000/v1', [{ url: '/v2' }])).toBe('/v2')
    expect(whereIs('http://localhost:3000/v1/', [{ url: '../v3' }])).toBe('/v3')
  })

  test('is at the base URL if it has a server of the API', () => {
    expect(whereIs('http://localhost:3000', [API])).toBe('at the base URL')
    expect(whereIs('http://localhost:3000', [{ url: 'https://api.example.com/v1/' }])).toBe('/')
    expect(whereIs('http://localhost:3000/api', [{ ...API, description: 'The same.' }])).toBe('/api')
  })

  test('is at the base URL if no operation has another server', () => {
    const own = [{ url: 'https://files.example.com' }]
    const description = describeServers(undefined, { one: own, two: own })
    const { serverPaths, elsewhere } = serversOf(description, new URL('http://localhost:3000'))
    expect([serverPaths.size, elsewhere.size]).toEqual([0, 0])
  })

  test('has the variables of its server filled in', () => {
    const server = {
      url: 'https://{region}.example.com/{stage}',
      variables: {
        region: { default: 'eu', enum: ['eu', 'us'] },
        stage: { default: 'live', enum: ['test'] },
      },
    }
    expect(whereIs('https://us.example.com/test', [server])).toBe('/test')
    expect(whereIs('https://us.example.com', [server])).toBe('/live')
    expect(whereIs('https://asia.example.com', [server])).toContain('another host')
  })
})

test('sends no request of an operation that is elsewhere, and reports its rules as untested', async () => {
  const urls: string[] = []
  const proxy = await startProxy('http://unused.test', ({ url }) => {
    urls.push(url)
    return Promise.resolve(json(/^\/(?:v1\/here|v2\/later)(?:\?|$)/.test(url) ? 200 : 404, {}))
  })
  const description = describeServers([{ url: 'https://api.example.com/v1' }], {
    here: undefined,
    files: [{ url: 'https://files.example.com/v1' }],
    later: [{ url: '/v2' }],
  })
  const target = { baseUrl: `${proxy.url}/v1`, apiKey: 'unused' }
  const { rules } = await runContract({ description, target, seed: 1 }).finally(() => proxy.close())
  const verdictOf = (id: string): unknown => rules.find((rule) => rule.id === id)?.verdict
  expect(urls.filter((url) => url.includes('files'))).toEqual([])
  expect([verdictOf('here/responses/200'), verdictOf('later/responses/200')]).toEqual(['passed', 'passed'])
  const reasons = rules.filter(({ id }) => id.startsWith('files/')).map(({ reason }) => reason)
  expect(reasons.length).toBeGreaterThan(3)
  for (const reason of reasons)
    expect(reason).toContain('its server is https://files.example.com/v1, and --base-url names another host')
})
