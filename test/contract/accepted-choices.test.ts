import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { changed, exampleReply, failedRules, header, testSandbox } from './support/proxy.ts'
import type { ProxyBehavior, ReceivedRequest } from './support/proxy.ts'

/** Returns the JSON object of a body; undefined if it is not one. */
function objectIn({ body }: ReceivedRequest): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Drops headers without a value, as CGI, PHP and several frameworks do. */
const dropsEmptyHeaders: ProxyBehavior = (request, pass) =>
  pass({ headers: request.headers.filter(([, value]) => value.trim() !== '') })

/** Drops undescribed properties before anything else sees the body, so they do not belong to the request. */
const dropsUndescribed: ProxyBehavior = (request, pass) => {
  const object = objectIn(request)
  if (object === undefined || !('undocumented_property' in object)) return pass()
  delete object['undocumented_property']
  return pass({ body: Buffer.from(JSON.stringify(object)) })
}

/** Rejects bodies that may pollute a prototype, as the JSON parsers of several frameworks do by default. */
const rejectsPrototypeKeys: ProxyBehavior = (request, pass) =>
  /"(?:__proto__|constructor)"/.test(request.body.toString())
    ? exampleReply('leanrails', 400, 'body_malformed')
    : pass()

/** Reads JSON as Python does: the word NaN is a number, and a byte order mark selects UTF-16. */
const readsJsonAsPython: ProxyBehavior = ({ body }, pass) => {
  if (body[0] === 0xff && body[1] === 0xfe) return pass({ body: Buffer.from(body.toString('utf16le', 2)) })
  return body.includes(':NaN}') ? pass({ body: Buffer.from('{}') }) : pass()
}

/** Stores responses with their headers, so a replay has the `Request-Id` of the first response. */
function storesRequestIds(): ProxyBehavior {
  const ids = new Map<string, string>()
  return async (request, pass) => {
    const reply = await pass()
    const key = request.headers.find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1] ?? ''
    const id = ids.get(key)
    if (header(reply, 'idempotent-replayed') === undefined || id === undefined) {
      ids.set(key, header(reply, 'request-id') ?? '')
      return reply
    }
    const others = reply.headers.filter(([name]) => name.toLowerCase() !== 'request-id')
    return { ...reply, headers: [...others, ['Request-Id', id]] }
  }
}

/** Stores the version of a response with it. A request that names none gets that of its account, which is an old one. */
function storesVersions(): ProxyBehavior {
  const versions = new Map<string, string>()
  return async (request, pass) => {
    const reply = await pass()
    const key = header(request, 'idempotency-key') ?? ''
    const named = header(request, 'stripe-version') ?? ''
    const own = /^\d{4}-\d{2}-\d{2}(?:\.[a-z]+)?$/.test(named) ? named : '2019-05-16'
    const isReplay = header(reply, 'idempotent-replayed') !== undefined
    const version = isReplay ? (versions.get(key) ?? own) : own
    if (!isReplay) versions.set(key, version)
    if (header(reply, 'stripe-version') === undefined) return reply
    const others = reply.headers.filter(([name]) => name.toLowerCase() !== 'stripe-version')
    return { ...reply, headers: [...others, ['Stripe-Version', version]] }
  }
}

/** Rejects long paths, as servers and proxies with a small buffer do. */
const rejectsLongPaths: ProxyBehavior = ({ url }, pass) =>
  url.length > 256
    ? Promise.resolve({
        status: 414,
        headers: [['Content-Type', 'text/html']],
        body: Buffer.from('<h1>Request-URI Too Large</h1>'),
      })
    : pass()

/** Leaves out what the official types of Stripe call optional, and says that no parameter is wrong with null. */
const optionalFields: ProxyBehavior = async (_, pass) => {
  const reply = await pass()
  if (!(header(reply, 'content-type') ?? '').includes('json') || reply.body.byteLength === 0) return reply
  const body = JSON.parse(reply.body.toString()) as Record<string, unknown>
  delete body['amount_details']
  if (body['transfer_data'] === null) delete body['transfer_data']
  const { error } = body
  if (typeof error === 'object') body['error'] = { param: null, ...error }
  return changed(reply, { body: JSON.stringify(body) })
}

/** Takes `cancellation_reason[a]` for the name of a parameter, as parsers of forms without brackets do. */
const takesBracketsForName: ProxyBehavior = ({ body }, pass) =>
  /^cancellation_reason(?:%5B|\[)/i.test(body.toString())
    ? exampleReply('stripe', 400, 'parameter_unknown')
    : pass()

/** Drops fields of a form that it cannot decode, as Go does, and those without an equals sign, as Python does. */
const dropsUndecodableFields: ProxyBehavior = ({ body, headers }, pass) => {
  if (!headers.some(([, value]) => value.startsWith('application/x-www-form-urlencoded'))) return pass()
  const fields = body.toString('latin1').split('&')
  const kept = fields.filter((field) => field.includes('=') && isDecodable(field))
  return kept.length === fields.length ? pass() : pass({ body: Buffer.from(kept.join('&'), 'latin1') })
}

function isDecodable(field: string): boolean {
  try {
    decodeURIComponent(field)
    return true
  } catch {
    return false
  }
}

/** Rejects each parameter of the query, because the description has none. */
const rejectsQueries: ProxyBehavior = async ({ url }, pass) => {
  if (!url.includes('?')) return pass()
  const rejection = await exampleReply('stripe', 400, 'parameter_unknown')
  return { ...rejection, headers: [...rejection.headers.slice(0, 1), ['Request-Id', randomUUID()]] }
}

describe('no rule fails for a server', () => {
  test.each(['leanrails', 'stripe'] as const)('of %s that takes an empty header for none', async (api) => {
    const report = await testSandbox({
      api,
      behavior: dropsEmptyHeaders,
      only: ['boundaries', 'idempotency'],
    })
    expect(failedRules(report)).toEqual([])
  })

  test('that takes two requests for the same if only an undescribed property differs', async () => {
    const report = await testSandbox({ behavior: dropsUndescribed, only: ['idempotency'] })
    expect(failedRules(report)).toEqual([])
  })

  test('that takes a value in brackets for the value of another parameter', async () => {
    const report = await testSandbox({
      api: 'stripe',
      behavior: takesBracketsForName,
      only: ['*/cancellation_reason: an object'],
    })
    expect(failedRules(report)).toEqual([])
    expect(report.rules.some(({ verdict }) => verdict === 'passed')).toBe(true)
  })

  test('that drops fields of a form that it cannot decode', async () => {
    const behavior = dropsUndecodableFields
    const report = await testSandbox({ api: 'stripe', behavior, only: ['malformed'] })
    expect(failedRules(report)).toEqual([])
  })

  test('that rejects the keys `__proto__` and `constructor`', async () => {
    const report = await testSandbox({ behavior: rejectsPrototypeKeys, only: ['malformed'] })
    expect(failedRules(report)).toEqual([])
  })

  test('that accepts extensions of JSON', async () => {
    const report = await testSandbox({ behavior: readsJsonAsPython, only: ['malformed'] })
    expect(failedRules(report)).toEqual([])
  })

  test('that stores the id of a request with its response', async () => {
    const report = await testSandbox({ api: 'stripe', behavior: storesRequestIds(), only: ['idempotency'] })
    expect(failedRules(report)).toEqual([])
  })

  test('that stores the version of a response with it', async () => {
    const report = await testSandbox({ api: 'stripe', behavior: storesVersions(), only: ['idempotency'] })
    expect(failedRules(report)).toEqual([])
  })

  test('that returns 414 for a long path', async () => {
    const report = await testSandbox({ behavior: rejectsLongPaths, only: ['identifiers'] })
    expect(failedRules(report)).toEqual([])
  })

  test('that rejects undescribed parameters of the query, and all rules about credentials are tested', async () => {
    const report = await testSandbox({ api: 'stripe', behavior: rejectsQueries, only: ['auth'] })
    expect(failedRules(report)).toEqual([])
    const untested = report.rules.filter(({ verdict }) => verdict === 'untested').map(({ id }) => id)
    expect(untested.filter((id) => id.includes('/security/'))).toEqual([])
  })

  test('that leaves optional fields out and returns `param: null`', async () => {
    const report = await testSandbox({ api: 'stripe', behavior: optionalFields })
    expect(failedRules(report)).toEqual([])
  })
})

test('a race whose losers get an undescribed response fails one rule, once for each state', async () => {
  const locked = await exampleReply('leanrails', 400, 'body_malformed')
  const running = new Set<string>()
  const behavior: ProxyBehavior = async (request, pass) => {
    if (running.has(request.url)) return locked
    running.add(request.url)
    try {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return await pass()
    } finally {
      running.delete(request.url)
    }
  }
  const report = await testSandbox({ behavior, only: ['concurrency/*/* keys*'] })
  const failed = report.rules.filter(({ verdict }) => verdict === 'failed')
  expect(failed.map(({ id }) => id)).toEqual(['cancelPaymentIntent/lifecycle/canceled'])
})
