import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readHar } from '../../src/har/index.ts'
import type { RecordedExchange } from '../../src/har/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder('har')

/** Writes a file, and returns its entries as the reader yields them. */
async function read(text: string | object): Promise<RecordedExchange[]> {
  const file = join(folder, 'some.har')
  writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text))
  const entries = []
  for await (const entry of readHar(file)) entries.push(entry)
  return entries as RecordedExchange[]
}

const request = { method: 'get', url: 'http://localhost/v1/pets?limit=2#part', headers: [], bodySize: 0 }
const log = (...entries: object[]): object => ({ log: { version: '1.2', entries } })

describe('reading HAR', () => {
  it('reads requests, responses and times', async () => {
    const [exchange] = await read(
      log({
        startedDateTime: '2026-01-02T03:04:05.006Z',
        time: 12,
        request: {
          ...request,
          headers: [
            { name: ':authority', value: 'localhost' },
            { name: 'accept', value: '*/*' },
          ],
        },
        response: {
          status: 200,
          headers: [{ name: 'set-cookie', value: 'a=1\nb=2' }],
          content: { size: 2, mimeType: 'application/json', text: '{}' },
        },
      }),
    )
    expect(exchange?.request).toMatchObject({ method: 'GET', url: 'http://localhost/v1/pets?limit=2' })
    expect(exchange?.request.headers).toEqual([['accept', '*/*']])
    expect(exchange?.response?.headers).toEqual([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ])
    expect(Buffer.from(exchange?.response?.body ?? []).toString()).toBe('{}')
    expect(exchange?.receivedAt).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 18))
  })

  it('decodes Base64, and keeps the charset of a text', async () => {
    const response = (content: object, type: string): object => ({
      request,
      response: { status: 200, headers: [{ name: 'content-type', value: type }], content },
    })
    const [coded, latin] = await read(
      log(
        response({ text: '/w==', encoding: 'base64' }, 'application/octet-stream'),
        response({ text: 'é' }, 'text/plain; charset=ISO-8859-1'),
      ),
    )
    expect(coded?.response?.body).toEqual(Buffer.from([0xff]))
    expect(latin?.response?.body).toEqual(Buffer.from([0xe9]))
  })

  it('marks a body that was received and is not recorded', async () => {
    const of = (content: object, status = 200): object => ({
      request,
      response: { status, headers: [], content },
    })
    const exchanges = await read(
      log(
        of({ size: 10 }),
        of({ size: 0 }),
        of({ size: 0, text: '' }),
        of({ size: -1 }),
        of({ _file: 'a.json' }),
        of({}, 204),
      ),
    )
    expect(exchanges.map(({ response }) => response?.isBodyLost)).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
    ])
  })

  it('makes the body of a form of its recorded fields', async () => {
    const postData = {
      mimeType: 'application/x-www-form-urlencoded',
      params: [
        { name: 'a b', value: 'ü&' },
        { name: 'c', value: '%20' },
      ],
    }
    const [exchange] = await read(log({ request: { ...request, postData }, response: { status: 200 } }))
    expect(Buffer.from(exchange?.request.body ?? []).toString()).toBe('a%20b=%C3%BC%26&c=%20')
  })

  it('marks a body that is recorded in a way that is not readable', async () => {
    const of = (postData: object): object => ({
      request: { ...request, postData },
      response: { status: 200 },
    })
    const exchanges = await read(
      log(
        of({ mimeType: 'multipart/form-data; boundary=x', params: [{ name: 'a', value: '1' }] }),
        of({ mimeType: 'application/json' }),
        of({ mimeType: '', text: '' }),
      ),
    )
    expect(exchanges.map((exchange) => exchange.request.isBodyLost)).toEqual([true, true, false])
  })

  it('marks a body that is recorded as empty and was not', async () => {
    const [lost, empty] = await read(
      log(
        { request, response: { status: 200, headers: [], content: { size: 50, text: '' } } },
        { request, response: { status: 200, headers: [], content: { size: -1, text: '' }, bodySize: -1 } },
      ),
    )
    expect(lost?.response?.isBodyLost).toBe(true)
    expect(empty?.response?.isBodyLost).toBe(false)
  })

  it('reads numbers in texts, Base64 in any case, and times in several forms', async () => {
    const content = { text: 'e30=', encoding: 'BASE64' }
    const of = (startedDateTime?: unknown): object => ({
      ...(startedDateTime !== undefined && { startedDateTime }),
      time: '12',
      request,
      response: { status: '200', content },
    })
    const exchanges = await read(
      log(of('2026-01-02T03:04:05.0000000+01:00'), of(Date.UTC(2026, 0, 2)), of('yesterday'), of(), of(null)),
    )
    expect(exchanges.map(({ sentAt }) => sentAt)).toEqual([
      Date.UTC(2026, 0, 2, 2, 4, 5),
      Date.UTC(2026, 0, 2),
      0,
      0,
      0,
    ])
    expect(exchanges.map(({ receivedAt, sentAt }) => receivedAt - sentAt)).toEqual([12, 12, 0, 0, 0])
    expect(Buffer.from(exchanges[0]?.response?.body ?? []).toString()).toBe('{}')
    expect(exchanges[0]?.response?.status).toBe(200)
  })

  it('has no response where none arrived', async () => {
    const [exchange] = await read(log({ request, response: { status: 0, _error: 'net::ERR_ABORTED' } }))
    expect(exchange?.response).toBeUndefined()
  })

  it('reports an entry without a request and reads on', async () => {
    const entries = await read(log({ response: {} }, { request, response: { status: 200 } }))
    expect(entries[0]).toMatchObject({ problem: 'an entry needs `request.method` and `request.url`' })
    expect(entries[1]?.request.method).toBe('GET')
  })

  it('rejects what is not HAR, and what ends too early', async () => {
    await expect(read('{"a":1}')).rejects.toThrow('it has no list `log.entries`')
    await expect(read('<har>')).rejects.toThrow('not a HAR file')
    await expect(read('{"log":{"entries":[{}')).rejects.toThrow('the file ends before its JSON does')
  })

  it('names what is wrong with a file', async () => {
    const text = JSON.stringify(log({ request, response: { status: 200 } }))
    await expect(read(`${text}\n${text}`)).rejects.toThrow('more text follows after the end of the log')
    await expect(read(`[${text}]`)).rejects.toThrow('it does not begin with `{`')
    await expect(read('')).rejects.toThrow('not a HAR file')
    const file = join(folder, 'wide.har')
    writeFileSync(file, Buffer.from(`\ufeff${text}`, 'utf16le'))
    await expect(readHar(file).next()).rejects.toThrow('UTF-16')
  })

  it('reads on after an entry that is not JSON', async () => {
    const good = JSON.stringify({ request, response: { status: 200 } })
    const entries = await read(`{"log":{"entries":[{"secret":hidden},${good}]}}`)
    expect(entries[0]).toMatchObject({ problem: 'an entry is not valid JSON' })
    expect(entries[1]?.response?.status).toBe(200)
  })

  it('accepts a byte order mark', async () => {
    expect(await read(`\ufeff${JSON.stringify(log({ request, response: { status: 200 } }))}`)).toHaveLength(1)
  })
})
