import { describe, expect, test } from 'vitest'
import type { Schema } from '../../../src/description/index.ts'
import { describeOperation } from '../support/description.ts'
import { brokenBy, json, jsonResponse, refusals, reply, THING } from '../support/small.ts'
import type { Small } from '../support/small.ts'

/** A description of what is read by an id of this schema: 422 for what is none, 404 for one that nothing has. */
const describeThings = (schema: Schema, example: string) =>
  describeOperation(
    {
      parameters: [{ name: 'id', in: 'path', required: true, schema, example }],
      'x-refusals': [
        { in: 'path', name: 'id', keyword: 'unknown', answers: [{ status: '404' }] },
        { in: 'path', answers: [{ status: '422' }] },
      ],
      responses: { '200': jsonResponse(THING), ...refusals(404, 422) },
    },
    { method: 'get', path: '/things/{id}' },
  )

function server(known: string, isId: (text: string) => boolean, fold = false): Small {
  return ({ url, method }) => {
    const path = fold ? new URL(url, 'http://x').pathname : (url.split('?')[0] ?? '')
    const [, raw] = /^\/things\/([^/]*)$/.exec(path) ?? []
    if (raw === undefined) return json(404, { error: 'no such path' })
    if (!/^(?:GET|HEAD)$/.test(method)) return json(405, { error: 'no' }, { Allow: 'GET, HEAD' })
    let id: string
    try {
      id = decodeURIComponent(raw)
    } catch {
      return reply(400)
    }
    if (!isId(id)) return json(422, { error: 'no id' })
    return id === known ? json(200, { name: 'A' }) : json(404, { error: 'none' })
  }
}

const UUID = '0190b9a5-7c1e-7d3a-9b1f-2f6f6a3c5e10'

describe('a server that tells an id which is none from one that nothing has is right, where ids are', () => {
  test.each<[string, Schema, string, (text: string) => boolean]>([
    ['UUIDs', { type: 'string', format: 'uuid' }, UUID, (text) => /^[\da-f-]{36}$/i.test(text)],
    [
      'of a pattern',
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
    expect(await brokenBy(description, server(known, isId), { only: ['identifiers'] })).toEqual([])
    const forgiving = server(known, () => true)
    const careless: Small = (request) => {
      const answer = forgiving(request) as ReturnType<typeof json>
      return answer.status === 404 && /^\/things\/[^/]+$/.test(request.url)
        ? json(200, { name: 'A' })
        : answer
    }
    expect(await brokenBy(description, careless, { only: ['identifiers'] })).toContain('do/path.id/unknown')
  })
})

test('a server that folds a path, be its dots encoded, is right (RFC 3986, section 6.2.2)', async () => {
  const description = describeThings({ type: 'string' }, 'first-thing')
  const folding = server('first-thing', () => true, true)
  expect(await brokenBy(description, folding, { only: ['identifiers'] })).toEqual([])
})
