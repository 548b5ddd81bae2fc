import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeContent } from '../../../src/contract/http/content-encoding.ts'
import {
  failedRuleIds,
  describeGet,
  createGetServer,
  json,
  jsonResponse,
  rejections,
  THING,
} from '../support/small.ts'

const text = Buffer.from('{"name":"A"}')

describe('a body with a content coding', () => {
  test.each<[string[], Buffer]>([
    [['gzip'], gzipSync(text)],
    [['X-GZIP'], gzipSync(text)],
    [['deflate'], deflateSync(text)],
    [['br'], brotliCompressSync(text)],
    [['gzip, br'], brotliCompressSync(gzipSync(text))],
    [['deflate', 'identity'], deflateSync(text)],
    [[], text],
  ])('%j is decoded', (fields, body) => {
    expect(Buffer.from(decodeContent(body, fields).body)).toEqual(text)
    expect(decodeContent(body, fields).encodingError).toBeUndefined()
  })

  test('that it does not have is an error, and the body stays encoded', () => {
    expect(decodeContent(text, ['gzip'])).toEqual({
      body: text,
      encodingError: 'Content-Encoding: gzip, but the body is not gzip (incorrect header check)',
    })
    expect(decodeContent(gzipSync(text).subarray(0, 20), ['gzip']).encodingError).toMatch(/unexpected end/)
    expect(decodeContent(text, ['utf-8']).encodingError).toBe('Content-Encoding: utf-8')
  })

  test('may be empty, because responses to HEAD, 204 and 304 name the coding of a body that they do not send', () => {
    expect(decodeContent(Buffer.alloc(0), ['gzip']).encodingError).toBeUndefined()
  })

  test('that decodes to more than the limit is left out', () => {
    expect(decodeContent(gzipSync(Buffer.alloc(10_000_001)), ['gzip'])).toEqual({
      body: new Uint8Array(),
      tooLong: '10 MB after its content coding is removed',
    })
    expect(decodeContent(gzipSync(Buffer.alloc(10_000_000)), ['gzip']).body).toHaveLength(10_000_000)
  })

  test('may have five codings, and no more', () => {
    const five = [1, 2, 3, 4, 5].reduce<Buffer>((body) => gzipSync(body), text)
    expect(Buffer.from(decodeContent(five, ['gzip, gzip, gzip, gzip, gzip']).body)).toEqual(text)
    expect(decodeContent(gzipSync(five), Array<string>(6).fill('gzip')).encodingError).toBe(
      '6 content codings',
    )
  })
})

const description = describeGet({ responses: { '200': jsonResponse(THING), ...rejections(400) } })

test('the checks read the decoded body of a server that compresses', async () => {
  const compress = (name: unknown) =>
    createGetServer(({ method }) => {
      const { status, headers, body } = json(200, { name }, { 'Content-Encoding': 'gzip' })
      return { status, headers, body: method === 'HEAD' ? Buffer.alloc(0) : gzipSync(body) }
    })
  expect(await failedRuleIds(description, compress('A'))).toEqual([])
  expect(await failedRuleIds(description, compress(7))).toEqual(['do/responses/200/body/name/type'])
})

test('a server fails if it names a coding that it does not use', async () => {
  const plain = createGetServer(() => json(200, { name: 'A' }, { 'Content-Encoding': 'gzip' }))
  expect(await failedRuleIds(description, plain)).toEqual(['do/responses/200/application/json'])
})
