import { describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { describeOperation } from '../support/description.ts'
import { startProxy } from '../support/proxy.ts'
import type { Reply, ReceivedRequest } from '../support/proxy.ts'
import { json, jsonResponse, KEY, rejections, THING } from '../support/small.ts'

const description = describeOperation({
  requestBody: { required: true, content: { 'application/json': { schema: THING } } },
  responses: { '200': jsonResponse({ type: 'object' }), ...rejections(400, 404, 405, 415) },
})

/** A correct server of `POST /things`. */
function respond({ url, method, headers, body }: ReceivedRequest): Reply {
  if (url.split('?')[0] !== '/things') return json(404, { error: 'unknown path' })
  if (method !== 'POST') return { ...json(405, { error: 'unknown method' }), headers: [['Allow', 'POST']] }
  if (
    !headers.some(
      ([name, value]) => /^content-type$/i.test(name) && /^application\/json\s*(?:;|$)/i.test(value),
    )
  )
    return json(415, { error: 'unknown media type' })
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as { name?: unknown }
    return typeof value === 'object' && typeof value.name === 'string'
      ? json(200, {})
      : json(400, { error: 'invalid' })
  } catch {
    return json(400, { error: 'malformed' })
  }
}

/** Tests a server that drops the first attempt of some requests, and then responds as given. */
async function testDropping(
  isOdd: (request: ReceivedRequest) => boolean,
  then: (request: ReceivedRequest) => Reply = respond,
  only: string[] = [],
): Promise<Report> {
  const seen = new Set<string>()
  const proxy = await startProxy('http://unused.test', (request) => {
    if (!isOdd(request)) return Promise.resolve(respond(request))
    const id = `${request.method} ${request.url} ${request.body.toString('latin1')}`
    if (seen.delete(id)) return Promise.resolve(then(request))
    seen.add(id)
    return Promise.resolve('drop')
  })
  try {
    return await runContract({
      description,
      target: { baseUrl: proxy.url, apiKey: KEY, timeout: 3000 },
      seed: 1,
      selection: { only },
    })
  } finally {
    await proxy.close()
  }
}

function verdictOf({ rules }: Report, id: string): string | undefined {
  return rules.find((one) => one.id === id)?.verdict
}

describe('a request that was dropped and sent again', () => {
  test('fails its rule if the second response accepts what must be rejected', async () => {
    const report = await testDropping(
      ({ body }) => /"name":(?:true|null|0)/.test(body.toString()),
      () => json(200, {}),
    )
    expect(verdictOf(report, 'do/body/name/type')).toBe('failed')
  })

  test('fails no rule if the server is correct', async () => {
    const report = await testDropping(({ body }) => /"name":(?:true|null|0)/.test(body.toString()))
    expect(report.rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
    expect(verdictOf(report, 'do/body/name/type')).toBe('passed')
  })

  test('leaves its rule untested if the first attempt may explain the second response', async () => {
    // The first attempt may have created what the second one conflicts with.
    const report = await testDropping(
      ({ body }) => /"name":"(?:true|null)"/.test(body.toString()),
      () => json(400, { error: 'it exists' }),
    )
    const rule = report.rules.find(({ id }) => id === 'do/body/name/type')
    expect(rule).toMatchObject({ verdict: 'untested', failures: [] })
    expect(rule?.reason).toContain('a connection was dropped and the request sent again')
  })

  test('fails its rule if it is safe, because repeating it explains nothing', async () => {
    const report = await testDropping(
      ({ method }) => method === 'GET',
      () => json(200, {}),
    )
    expect(verdictOf(report, 'do/method')).toBe('failed')
  })
})

/** Tests a server that handles some requests itself: it drops or delays them. */
async function testBehavior(
  behavior: (request: ReceivedRequest) => Promise<Reply | 'drop' | undefined> | Reply | 'drop' | undefined,
  { only = [], timeout = 3000 }: { only?: string[]; timeout?: number } = {},
): Promise<Report> {
  const proxy = await startProxy('http://unused.test', async (request) => {
    return (await behavior(request)) ?? respond(request)
  })
  try {
    return await runContract({
      description,
      target: { baseUrl: proxy.url, apiKey: KEY, timeout },
      seed: 1,
      selection: { only },
    })
  } finally {
    await proxy.close()
  }
}

const RULE = 'do/no-server-error'

describe('a server that closes the connection instead of responding fails', () => {
  const contentType = ({ headers }: ReceivedRequest): string =>
    headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? ''

  test.each<[string, (request: ReceivedRequest) => boolean]>([
    ['to a byte order mark', ({ body }) => body.subarray(0, 3).toString('hex') === 'efbbbf'],
    ['to a lone surrogate', ({ body }) => body.includes('\\ud800')],
    ['to an escaped NUL', ({ body }) => body.includes('\\u0000')],
    ['to duplicate keys', ({ body }) => body.includes('"undocumented":1,"undocumented":2')],
    ['to an unknown charset', (request) => /charset=(?!utf-8)/i.test(contentType(request))],
    ['to a missing Content-Type', (request) => request.method === 'POST' && contentType(request) === ''],
    ['to HEAD', ({ method }) => method === 'HEAD'],
    ['to an unknown path', ({ url }) => !url.startsWith('/things')],
  ])('%s', async (_, isOdd) => {
    const report = await testBehavior((request) => (isOdd(request) ? 'drop' : undefined), {
      only: ['malformed', 'protocol'],
    })
    const rule = report.rules.find(({ id }) => id === RULE)
    expect(rule?.verdict).toBe('failed')
    expect(rule?.failures[0]).toMatchObject({
      expected: 'a response',
      actual: expect.stringMatching(/dropped the connection$/) as string,
    })
    expect(report.rules.filter(({ verdict }) => verdict === 'failed')).toHaveLength(1)
  })

  test('to every fifth request', async () => {
    let count = 0
    const report = await testBehavior(() => ((count += 1) % 5 === 0 ? 'drop' : undefined))
    expect(verdictOf(report, RULE)).toBe('failed')
    expect(report.rules.find(({ id }) => id === RULE)?.failures[0]?.actual).toContain('as for many requests')
  })

  test('and a server that does not respond in time fails too', async () => {
    const report = await testBehavior(
      ({ body }) => (body.includes('"undocumented":1') ? new Promise(() => undefined) : undefined),
      { only: ['malformed/do/duplicate keys'], timeout: 300 },
    )
    expect(verdictOf(report, RULE)).toBe('failed')
    expect(verdictOf(report, 'do/body/application/json/malformed')).toBe('untested')
  })
})

describe('a closed connection is no failure', () => {
  test('if the request is larger than 64 KiB', async () => {
    const report = await testBehavior(({ body }) => (body.byteLength > 65_536 ? 'drop' : undefined), {
      only: ['malformed'],
    })
    expect(report.rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
    expect(report.notes.join()).toContain('the request is larger than 64 KiB')
  })

  test('if it happens now and then', async () => {
    let count = 0
    const report = await testBehavior(() => ((count += 1) % 13 === 0 ? 'drop' : undefined))
    expect(report.rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
  })
})

test('a server that ends during the run stops it, and what was seen is kept', async () => {
  let isDown = false
  const report = await testBehavior(
    ({ body }) => {
      isDown ||= body.includes('NaN')
      if (isDown) return 'drop'
      return body.toString() === '{' ? json(500, { error: 'bug' }) : undefined
    },
    { only: ['malformed', 'protocol'] },
  )
  const rule = report.rules.find(({ id }) => id === RULE)
  expect(rule?.failures.map(({ actual }) => actual)).toEqual([
    '500',
    expect.stringContaining('and the target does not respond any more'),
  ])
  expect(report.rules.map(({ reason }) => reason).join()).toContain('the target stopped responding')
})
