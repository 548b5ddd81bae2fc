import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { withoutCodings } from '../../../src/contract/http/content-encoding.ts'
import { brokenBy, describeGet, getting, json, jsonResponse, refusals, THING } from '../support/small.ts'

const text = Buffer.from('{"name":"A"}')

describe('a body under a content coding', () => {
  test.each<[string[], Buffer]>([
    [['gzip'], gzipSync(text)],
    [['X-GZIP'], gzipSync(text)],
    [['deflate'], deflateSync(text)],
    [['br'], brotliCompressSync(text)],
    [['gzip, br'], brotliCompressSync(gzipSync(text))],
    [['deflate', 'identity'], deflateSync(text)],
    [[], text],
  ])('%j is read', (fields, body) => {
    expect(Buffer.from(withoutCodings(body, fields).body)).toEqual(text)
    expect(withoutCodings(body, fields).misencoded).toBeUndefined()
  })

  test('that it has not is told, and the body stands as it came', () => {
    expect(withoutCodings(text, ['gzip'])).toEqual({
      body: text,
      misencoded: 'Content-Encoding: gzip, and bytes that are none (incorrect header check)',
    })
    expect(withoutCodings(gzipSync(text).subarray(0, 20), ['gzip']).misencoded).toMatch(/unexpected end/)
    expect(withoutCodings(text, ['utf-8']).misencoded).toBe('Content-Encoding: utf-8')
  })

  test('may be nothing: HEAD, 204 and 304 name the coding of what they do not send', () => {
    expect(withoutCodings(Buffer.alloc(0), ['gzip']).misencoded).toBeUndefined()
  })

  test('that unpacks to more than anybody sends is told', () => {
    expect(withoutCodings(gzipSync(Buffer.alloc(65 * 1024 * 1024)), ['gzip']).misencoded).toMatch(
      /they never end/,
    )
  })
})

const description = describeGet({ responses: { '200': jsonResponse(THING), ...refusals(400) } })

test('a server that compresses is judged by what it says', async () => {
  const compress = (name: unknown) =>
    getting(({ method }) => {
      const { status, headers, body } = json(200, { name }, { 'Content-Encoding': 'gzip' })
      return { status, headers, body: method === 'HEAD' ? Buffer.alloc(0) : gzipSync(body) }
    })
  expect(await brokenBy(description, compress('A'))).toEqual([])
  expect(await brokenBy(description, compress(7))).toEqual(['do/responses/200/body/name/type'])
})

test('a server that names a coding which it does not use is found', async () => {
  const plain = getting(() => json(200, { name: 'A' }, { 'Content-Encoding': 'gzip' }))
  expect(await brokenBy(description, plain)).toEqual(['do/responses/200/application/json'])
})
