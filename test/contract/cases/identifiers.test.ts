import { describe, expect, test } from 'vitest'
import type { Schema } from '../../../src/description/index.ts'
import { describeOperation } from '../support/description.ts'
import { failedRuleIds, json, jsonResponse, rejections, reply, THING } from '../support/small.ts'
import type { SmallServer } from '../support/small.ts'

/** Describes an operation that reads a thing by its id: 422 for an invalid id, 404 for an unknown one. */
const describeThings = (schema: Schema, example: string) =>
  describeOperation(
    {
      parameters: [{ name: 'id', in: 'path', required: true, schema, example }],
      'x-rejections': [
        { in: 'path', name: 'id', keyword: 'unknown', responses: [{ status: '404' }] },
        { in: 'path', responses: [{ status: '422' }] },
      ],
      responses: { '200': jsonResponse(THING), ...rejections(404, 422) },
    },
    { method: 'get', path: '/things/{id}' },
  )

function server(known: string, isId: (text: string) => boolean, normalizesPath = false): SmallServer {
  return ({ url, method }) => {
    const path = normalizesPath ? new URL(url, 'http://x').pathname : (url.split('?')[0] ?? '')
    const [, raw] = /^\/things\/([^/]*)$/.exec(path) ?? []
    if (raw === undefined) return json(404, { error: 'unknown path' })
    if (!/^(?:GET|HEAD)$/.test(method)) return json(405, { error: 'unknown method' }, { Allow: 'GET, HEAD' })
    let id: string
    try {
      id = decodeURIComponent(raw)
    } catch {
      return reply(400)
    }
    if (!isId(id)) return json(422, { error: 'invalid id' })
    return id === known ? json(200, { name: 'A' }) : json(404, { error: 'unknown id' })
  }
}

const UUID = '0190b9a5-7c1e-7d3a-9b1f-2f6f6a3c5e10'

describe('a server may distinguish invalid ids from unknown ones if ids are', () => {
  test.each<[string, Schema, string, (text: string) => boolean]>([
    ['UUIDs', { type: 'string', format: 'uuid' }, UUID, (text) => /^[\da-f-]{36}$/i.test(text)],
    [
      'texts with a pattern',
      { type: 'string', pattern: '^th_[a-z0-9]{10}$' },
      'th_0a1b2c3d4e',
      (text) => /^th_[a-z0-9]{10}$/.test(text),
    ],
    [
      'small numbers',
      { type: 'integer', minimum: 1, maximum: 999_999 },
      '4711',
      (text) => /^[1-9]\d{0,5}$/.test(text),
    ],
  ])('%s', async (_, schema, known, isId) => {
    const description = describeThings(schema, known)
    expect(await failedRuleIds(description, server(known, isId), { only: ['identifiers'] })).toEqual([])
    const forgiving = server(known, () => true)
    const careless: SmallServer = (request) => {
      const response = forgiving(request) as ReturnType<typeof json>
      return response.status === 404 && /^\/things\/[^/]+$/.test(request.url)
        ? json(200, { name: 'A' })
        : response
    }
    expect(await failedRuleIds(description, careless, { only: ['identifiers'] })).toContain(
      'do/path.id/unknown',
    )
  })
})

test('a server may normalize a path with encoded dots (RFC 3986, section 6.2.2)', async () => {
  const description = describeThings({ type: 'string' }, 'first-thing')
  const normalizing = server('first-thing', () => true, true)
  expect(await failedRuleIds(description, normalizing, { only: ['identifiers'] })).toEqual([])
})

test('another operation may respond to what is left of a path with an odd id', async () => {
  const remove = {
    operationId: 'do',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: { '200': jsonResponse(THING), ...rejections(404) },
  }
  const other = { operationId: 'other', responses: rejections(401) }
  const paths = { '/things/{id}/parts/': { delete: remove }, '/things/parts': { delete: other } }
  const description = describeOperation({}, { document: { paths } })
  const merging: SmallServer = ({ url, method }) => {
    const path = url.replaceAll(/\/+/g, '/').replace(/\/$/, '')
    if (method !== 'DELETE') return json(405, { error: 'unknown method' }, { Allow: 'DELETE' })
    if (path === '/things/parts') return json(401, { error: 'no credentials' })
    return /^\/things\/[a-z]+\/parts$/.test(path) ? json(200, { name: 'A' }) : json(404, { error: 'unknown' })
  }
  expect(await failedRuleIds(description, merging, { only: ['identifiers'] })).toEqual([])
})

describe('what is in front of a server may', () => {
  const description = describeThings({ type: 'string' }, 'first-thing')
  const origin = server('first-thing', () => true)

  test('reject a control character, with a page of its own', async () => {
    const gateway: SmallServer = (request) =>
      /%[01]/.test(request.url) ? reply(400, '<h1>400</h1>') : origin(request)
    expect(await failedRuleIds(description, gateway, { only: ['identifiers'] })).toEqual([])
    const strict: SmallServer = (request) =>
      /%[012]/.test(request.url) ? reply(400, '<h1>400</h1>') : origin(request)
    expect(await failedRuleIds(description, strict, { only: ['identifiers'] })).not.toEqual([])
  })

  test.each<[string, (url: string) => string]>([
    ['decode a slash and remove dots, as lighttpd does', (url) => url.replaceAll('%2F', '/')],
    ['remove parameters of segments, as servlets do', (url) => url.replaceAll(/;[^/]*/g, '')],
    [
      'take a backslash for a slash and remove empty segments, as Rack::Protection does',
      (url) => url.replaceAll(/%2F|%5C/g, '/').replaceAll(/(?<=.)\/+(?=\/|$)/g, ''),
    ],
    ['do both, one behind the other', (url) => url.replaceAll('%2F', '/').replaceAll(/;[^/]*/g, '')],
  ])('%s', async (_, change) => {
    const gateway: SmallServer = (request) =>
      origin({ ...request, url: new URL(change(request.url), 'http://x').pathname })
    expect(await failedRuleIds(description, gateway, { only: ['identifiers'] })).toEqual([])
    // A server may not do so with an id alone.
    const careless: SmallServer = (request) => (/^\/things\//.test(request.url) ? gateway : origin)(request)
    expect(await failedRuleIds(description, careless, { only: ['identifiers'] })).toContain(
      'do/path.id/unknown',
    )
  })
})
