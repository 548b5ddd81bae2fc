import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Traffic } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import { describe as describeDocument } from '../../src/description/index.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { readHar } from '../../src/har/index.ts'
import { REPORT_PATH, startProxy } from '../../src/proxy/index.ts'
import type { ProxyOptions } from '../../src/proxy/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const NOTES = `
openapi: 3.1.0
info: { title: Notes, version: '1' }
components: { securitySchemes: { bearer: { type: http, scheme: bearer } } }
security: [{ bearer: [] }]
paths:
  /notes/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    put:
      operationId: putNote
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } } }
      responses:
        '200':
          description: x
          content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } } }
        '400': { description: x }
`
const description = describeDocument('notes', parse(NOTES) as OpenAPIDocument, {
  '': { file: 'notes.yaml', line: 1 },
})

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

interface Received {
  readonly method: string
  readonly url: string
  readonly headers: string[]
  readonly body: string
}

/** Starts a server that returns these bytes to everything, and a proxy before it. */
async function start(
  bytes: Buffer | string,
  headers: Record<string, string | string[]> = { 'Content-Type': 'application/json' },
  options: Partial<ProxyOptions> = {},
): Promise<{ url: string; received: Received[]; report: () => Report; close: () => Promise<void> }> {
  const received: Received[] = []
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { method = '', url = '', rawHeaders } = incoming
      received.push({ method, url, headers: rawHeaders, body: Buffer.concat(chunks).toString() })
      outgoing.writeHead(200, headers)
      outgoing.end(bytes)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const target = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const proxy = await startProxy({ description, target, ...options })
  const close = async (): Promise<void> => {
    await proxy.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  open.push(close)
  return { url: proxy.url, received, report: () => proxy.report(), close: () => (open.splice(0), close()) }
}

const put = (url: string, body: string = JSON.stringify({ text: 'a' })): Promise<Response> =>
  fetch(`${url}/notes/1?q=%C3%BC`, {
    method: 'PUT',
    headers: {
      authorization: 'Bearer secret-t0ken-123',
      'content-type': 'application/json',
      'X-Own': 'ü'.normalize(),
    },
    body,
  })

const failed = ({ rules }: Report): string[] =>
  rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)

describe('the proxy', () => {
  it('passes requests and responses on, byte for byte', async () => {
    const bytes = gzipSync('{"text":"a"}')
    const { url, received, report } = await start(bytes, {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      'Set-Cookie': ['a=1', 'b=2'],
      'X-Case': 'Kept',
    })
    const response = await put(url)
    expect(await response.json()).toEqual({ text: 'a' })
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(Number(response.headers.get('content-length') ?? bytes.byteLength)).toBe(bytes.byteLength)
    expect(received[0]).toMatchObject({ method: 'PUT', url: '/notes/1?q=%C3%BC', body: '{"text":"a"}' })
    expect(received[0]?.headers).toContain('Bearer secret-t0ken-123')
    expect(received[0]?.headers).toContain('X-Own')
    expect(failed(report())).toEqual([])
    expect(report().traffic?.client).toEqual([])
  })

  it.each([
    ['zstd, br;q=0.5', []],
    ['zstd;q=0, gzip', ['putNote/responses/200/application/json']],
  ])('fails a coding that it cannot read unless the client accepts it: %s', async (accepted, rules) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'zstd' }
    const har = join(temporaryFolder('proxy'), 'coded.har')
    const { url, report, close } = await start('secret of zstd', headers, { har })
    const response = await fetch(`${url}/notes/1`, {
      method: 'PUT',
      headers: {
        Authorization: 'Bearer secret-t0ken-123',
        'Content-Type': 'application/json',
        'Accept-Encoding': accepted,
      },
      body: '{"text":"a"}',
    })
    await response.arrayBuffer().catch(() => undefined)
    expect(failed(report())).toEqual(rules)
    await close()
    expect(readFileSync(har, 'utf8')).not.toContain('secret of zstd')
  })

  it('checks both directions, and reports at its own path', async () => {
    const { url, received } = await start('{"text":1}')
    await put(url, '{"text":2}')
    const report = (await (await fetch(`${url}${REPORT_PATH}`)).json()) as Report
    expect(failed(report)).toEqual(['putNote/body/text/type', 'putNote/responses/200/body/text/type'])
    expect(report.traffic?.client.map(({ rule }) => rule)).toEqual(['putNote/body/text/type'])
    expect(received).toHaveLength(1)
    expect(JSON.stringify(report)).not.toContain('secret-t0ken-123')
  })

  it('writes HAR without secrets, which shows the same', async () => {
    const har = join(temporaryFolder('proxy'), 'run.har')
    const { url, report, close } = await start(
      '{"echo":"secret-t0ken-123"}',
      { 'Content-Type': 'application/json' },
      { har },
    )
    await put(url)
    const live = failed(report())
    await close()
    expect(readFileSync(har, 'utf8')).not.toContain('secret-t0ken-123')
    const traffic = new Traffic({ description, clockSkew: 5 })
    for await (const entry of readHar(har)) if ('request' in entry) traffic.add(entry)
    expect(failed(traffic.report([har], ''))).toEqual(live)
    expect(live).toEqual(['putNote/responses/200/body/required/text', 'putNote/no-leak'])
  })

  it('responds with 502 if the server does not', async () => {
    const proxy = await startProxy({ description, target: new URL('http://127.0.0.1:9') })
    open.push(() => proxy.close())
    const response = await put(proxy.url)
    expect(response.status).toBe(502)
    expect(proxy.report().notes).toEqual(['1 exchange not checked: no response arrived.'])
  })

  it('rejects an invalid request with --enforce, and does not send it', async () => {
    const { url, received, report } = await start('{"text":"a"}', undefined, { enforce: true })
    const response = await put(url, '{"text":2}')
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      title: 'The request is not as the description wants. It was not sent.',
      violations: ['putNote/body/text/type: expected body: /text: string, received /text: 2'],
    })
    expect(received).toEqual([])
    expect(report().traffic?.client.map(({ rule }) => rule)).toEqual(['putNote/body/text/type'])
    expect((await put(url)).status).toBe(200)
  })

  it('replaces an invalid response with --enforce', async () => {
    const { url, report } = await start('{"text":1}', undefined, { enforce: true })
    const response = await put(url)
    expect(response.status).toBe(502)
    expect(await response.json()).toMatchObject({
      violations: ['putNote/responses/200/body/text/type: expected /text: string, received /text: 1'],
    })
    expect(failed(report())).toEqual(['putNote/responses/200/body/text/type'])
  })

  it('passes on a body that is too long to be checked', async () => {
    const long = JSON.stringify({ text: 'a'.repeat(11_000_000) })
    const { url, received, report } = await start('{"text":"a"}')
    expect((await put(url, long)).status).toBe(200)
    expect(received[0]?.body).toHaveLength(long.length)
    expect(report().traffic?.client).toEqual([])
  })
})
