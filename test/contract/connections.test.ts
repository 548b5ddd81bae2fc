import { readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, request as httpRequest } from 'node:http'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readTls } from '../../src/contract/cli/certificates.ts'
import { readCliOptions } from '../../src/contract/cli/options.ts'
import { proxiesOf } from '../../src/contract/http/proxy.ts'
import type { TargetOptions } from '../../src/contract/http/target.ts'
import type { Tls } from '../../src/contract/http/tls.ts'
import { runContract } from '../../src/contract/index.ts'
import type { Report } from '../../src/contract/index.ts'
import type { Fixtures } from '../../src/contract/fixtures/types.ts'
import { describeOperation } from './support/description.ts'
import { KEY } from './support/small.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const CERTIFICATES = 'test/contract/support/certificates'
const pem = (name: string): string => readFileSync(`${CERTIFICATES}/${name}`, 'utf8')

const description = describeOperation(
  {
    security: [{ bearer: [] }],
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: {
      '200': { description: 'Done.' },
      '401': { description: 'Not authenticated.' },
      '404': { description: 'Unknown.' },
    },
  },
  {
    method: 'get',
    path: '/things/{id}',
    document: { components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } } },
  },
)

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

/** The things of a server, which a fixture creates with `POST /things`. */
function things(): RequestListener {
  const known = new Set<string>()
  return (request, response) => {
    const { method, url = '' } = request
    const id = /^\/things\/([^/?]+)$/.exec(url)?.[1]
    if (method === 'POST' && url === '/things') {
      const created = `thing_${known.size}_abcdefgh`
      known.add(created)
      response.writeHead(201, { 'Content-Type': 'application/json' }).end(JSON.stringify({ id: created }))
      return
    }
    if (id === undefined || !/^(?:GET|HEAD)$/.test(method ?? '')) {
      response.writeHead(id === undefined ? 404 : 405, { Allow: 'GET, HEAD' }).end()
      return
    }
    const isKnown = /^bearer /i.test(request.headers.authorization ?? '') && keyOf(request) === KEY
    response.writeHead(isKnown ? (known.has(id) ? 200 : 404) : 401).end()
  }
}

function keyOf({ headers }: IncomingMessage): string {
  return (headers.authorization ?? '').replace(/^\S+ /, '')
}

const fixtures: Fixtures = {
  async create(_, { baseUrl, fetch }) {
    const response = await fetch(`${baseUrl}/things`, { method: 'POST' })
    return (await response.json()) as { id: string }
  },
}

const startTls = (options: object = {}): Promise<number> =>
  listen(createHttpsServer({ key: pem('server.key'), cert: pem('server.pem'), ...options }, things()))

function run(baseUrl: string, target: Partial<TargetOptions> = {}): Promise<Report> {
  return runContract({
    description,
    target: { baseUrl, apiKey: KEY, timeout: 5000, ...target },
    fixtures,
    seed: 1,
    runs: 2,
  })
}

function expectTested({ rules }: Report): void {
  expect(
    rules.filter(({ verdict }) => verdict === 'failed').map(({ id, failures }) => [id, failures]),
  ).toEqual([])
  expect(rules.find(({ id }) => id === 'do/security/bearer')?.verdict).toBe('passed')
}

const CA: Tls = { ca: pem('ca.pem'), curl: [] }
const WITH_CLIENT: Tls = { ...CA, cert: pem('client.pem'), key: pem('client.key') }

describe('a server with a certificate of its own authority', () => {
  test('is tested with --ca, fixtures included', async () => {
    expectTested(await run(`https://127.0.0.1:${await startTls()}`, { tls: CA }))
  })

  test('is rejected without --ca, with a message that names the option', async () => {
    await expect(run(`https://127.0.0.1:${await startTls()}`)).rejects.toThrow(
      /^Cannot run: https:\S+ has a certificate that cannot be verified \(.*\): give its authority with --ca FILE\.$/,
    )
  })

  test('is rejected with the certificate of another authority', async () => {
    const tls = { ca: pem('client.pem'), curl: [] }
    await expect(run(`https://127.0.0.1:${await startTls()}`, { tls })).rejects.toThrow(/cannot be verified/)
  })
})

describe('a server that requires a client certificate', () => {
  const options = { ca: pem('ca.pem'), requestCert: true, rejectUnauthorized: true }

  test('is tested with --cert and --key, fixtures included', async () => {
    expectTested(await run(`https://127.0.0.1:${await startTls(options)}`, { tls: WITH_CLIENT }))
  })

  test('is rejected without them, with a message that names the option', async () => {
    await expect(run(`https://127.0.0.1:${await startTls(options)}`, { tls: CA })).rejects.toThrow(
      /--cert FILE|dropped the connection/,
    )
  })
})

/** Starts a proxy. It counts what goes through it. */
async function startForwardProxy({
  authorization,
  hosts = {},
}: { authorization?: string; hosts?: Record<string, number> } = {}): Promise<{
  port: number
  seen: string[]
}> {
  const seen: string[] = []
  const isAllowed = ({ headers }: IncomingMessage): boolean =>
    authorization === undefined || headers['proxy-authorization'] === authorization
  const server = createHttpServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    if (!isAllowed(request)) {
      response.writeHead(407).end()
      return
    }
    const { hostname, port, pathname, search } = new URL(request.url ?? '')
    const to = { hostname: '127.0.0.1', port: hosts[hostname] ?? port, path: `${pathname}${search}` }
    const { method, headers } = request
    const outgoing = httpRequest({ ...to, method, headers, agent: false }, (incoming) => {
      response.writeHead(incoming.statusCode ?? 0, incoming.headers)
      incoming.pipe(response)
    })
    outgoing.on('error', () => response.destroy())
    request.pipe(outgoing)
  })
  server.on('connect', (request, socket, head) => {
    seen.push(`CONNECT ${request.url}`)
    socket.on('error', () => undefined)
    if (!isAllowed(request)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const [name = '', port = ''] = (request.url ?? '').split(':')
    const tunnel = connect(hosts[name] ?? Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      tunnel.write(head)
      tunnel.pipe(socket)
      socket.pipe(tunnel)
    })
    tunnel.on('error', () => socket.destroy())
    socket.on('close', () => tunnel.destroy())
  })
  return { port: await listen(server), seen }
}

describe('a proxy of the environment', () => {
  test('opens a tunnel for https, fixtures included', async () => {
    const [origin, proxy] = [await startTls(), await startForwardProxy()]
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, HTTP_PROXY: 'http://127.0.0.1:1' }
    const report = await run(`https://127.0.0.1:${origin}`, { tls: CA, proxy: proxiesOf(environment) })
    expectTested(report)
    expect(new Set(proxy.seen)).toEqual(new Set([`CONNECT 127.0.0.1:${origin}`]))
  })

  test('resolves a host that only it knows, and gets the client certificate through', async () => {
    const origin = await startTls({ ca: pem('ca.pem'), requestCert: true, rejectUnauthorized: true })
    const proxy = await startForwardProxy({ hosts: { 'api.test': origin } })
    const environment = { https_proxy: `127.0.0.1:${proxy.port}` }
    const report = await run('https://api.test', { tls: WITH_CLIENT, proxy: proxiesOf(environment) })
    expectTested(report)
    expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT api.test:443']))
  })

  test('gets the whole URL for http, fixtures included', async () => {
    const origin = await listen(createHttpServer(things()))
    const proxy = await startForwardProxy({ hosts: { 'api.test': origin } })
    const environment = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` }
    const report = await run('http://api.test', { proxy: proxiesOf(environment) })
    expectTested(report)
    expect(report.notes).toContain('proxy: requests went through the one of HTTP_PROXY.')
    expect(proxy.seen).toContain('POST http://api.test/things')
    expect(proxy.seen.length).toBeGreaterThan(10)
  })

  test('gets its user and password, which no report contains', async () => {
    const authorization = `Basic ${Buffer.from('ada:secret word').toString('base64')}`
    const origin = await listen(createHttpServer(things()))
    const proxy = await startForwardProxy({ authorization })
    const environment = { HTTP_PROXY: `http://ada:secret%20word@127.0.0.1:${proxy.port}` }
    const report = await run(`http://127.0.0.1:${origin}`, { proxy: proxiesOf(environment) })
    expectTested(report)
    expect(JSON.stringify(report)).not.toMatch(/secret(?: |%20)word|YWRhO/)
  })

  test('is named if it rejects the tunnel', async () => {
    const proxy = await startForwardProxy({ authorization: 'Basic x' })
    const environment = { HTTPS_PROXY: `http://ada:hush@127.0.0.1:${proxy.port}` }
    const error = await run('https://api.test', { proxy: proxiesOf(environment) }).catch(String)
    expect(error).toBe(
      'UsageError: Cannot run: https://api.test (through the proxy of HTTPS_PROXY) cannot be reached: the proxy of HTTPS_PROXY rejected the connection (407).',
    )
  })

  test('is named if it gives every request the same page', async () => {
    const page = await listen(
      createHttpServer((_, response) => response.writeHead(503, { 'Content-Type': 'text/html' }).end('down')),
    )
    const environment = { HTTP_PROXY: `http://127.0.0.1:${page}` }
    const options = { proxy: proxiesOf(environment) }
    await expect(run('http://api.test', options)).rejects.toThrow(
      /\(503, text\/html\)\. .* Its proxy is that of HTTP_PROXY: NO_PROXY=api\.test avoids it\.$/,
    )
  })

  test('is named if nothing listens at its address', async () => {
    const environment = { HTTPS_PROXY: 'http://127.0.0.1:1' }
    await expect(run('https://api.test', { proxy: proxiesOf(environment) })).rejects.toThrow(
      /^Cannot run: https:\/\/api\.test \(through the proxy of HTTPS_PROXY\) cannot be reached: .*ECONNREFUSED/,
    )
  })
})

describe('the proxy of a URL', () => {
  const proxyOf = (environment: Record<string, string>, url: string): string | undefined =>
    proxiesOf(environment)(new URL(url))?.url.href

  test('is that of its scheme', () => {
    const environment = { HTTP_PROXY: 'http://plain:1', HTTPS_PROXY: 'http://secure:2' }
    expect(proxyOf(environment, 'http://a.test')).toBe('http://plain:1/')
    expect(proxyOf(environment, 'https://a.test')).toBe('http://secure:2/')
    expect(proxyOf({ HTTP_PROXY: '' }, 'http://a.test')).toBeUndefined()
  })

  test.each<[string, string, boolean]>([
    ['*', 'http://a.test', true],
    ['a.test', 'http://a.test:8080', true],
    ['a.test', 'http://b.a.test', true],
    ['.a.test', 'http://b.a.test', true],
    ['a.test', 'http://ba.test', false],
    ['a.test:8080', 'http://a.test:8080', true],
    ['a.test:8080', 'http://a.test', false],
    ['localhost, 127.0.0.1', 'http://127.0.0.1:4', true],
    ['127.0.0.0/8', 'http://127.1.2.3', true],
    ['10.0.0.0/8', 'http://127.0.0.1', false],
    ['::1', 'http://[::1]:4', true],
    ['[::1]:4', 'http://[::1]:4', true],
    ['0.0.1', 'http://127.0.0.1', false],
  ])('is not used for NO_PROXY=%s and %s: %s', (list, url, isDirect) => {
    const proxy = proxyOf({ HTTP_PROXY: 'http://p:1', NO_PROXY: list }, url)
    expect(proxy === undefined).toBe(isDirect)
  })

  test('must be a URL, and the message does not contain it', () => {
    expect(() => proxiesOf({ HTTPS_PROXY: 'socks5://ada:hush@p' })).toThrow(
      '`HTTPS_PROXY` must be the http or https URL of a proxy.',
    )
  })
})

describe('the options for certificates', () => {
  let folder: string
  beforeAll(() => {
    folder = temporaryFolder('tls')
  })

  const read = (url: string, ...args: string[]): Tls | undefined =>
    readTls(readCliOptions(args), [new URL(url)])
  const HTTPS = 'https://127.0.0.1'
  const at = (name: string): string => `${CERTIFICATES}/${name}`

  test('are read, and are in the curl command of a failure', () => {
    const tls = read(HTTPS, '--ca', at('ca.pem'), '--cert', at('client.pem'), '--key', at('client.key'))
    expect(tls).toEqual({
      ...WITH_CLIENT,
      curl: [`--cacert ${at('ca.pem')}`, `--cert ${at('client.pem')}`, `--key ${at('client.key')}`].map(
        (text) => expect.stringContaining(text.split(' ')[0] ?? '') as string,
      ),
    })
  })

  test('accept a certificate and its key in one file', () => {
    const path = join(folder, 'both.pem')
    writeFileSync(path, pem('client.pem') + pem('client.key'))
    expect(read(HTTPS, '--cert', path)?.key).toContain('PRIVATE KEY')
  })

  test.each<[string, string[], string, RegExp]>([
    ['a missing file', ['--ca', 'missing.pem'], HTTPS, /^`--ca`: missing\.pem does not exist\.$/],
    ['a folder', ['--ca', 'test'], HTTPS, /^`--ca`: test is a folder\.$/],
    ['another file', ['--ca', 'package.json'], HTTPS, /^`--ca`: package\.json has no certificate in PEM\.$/],
    [
      'a key that is missing',
      ['--cert', at('client.pem')],
      HTTPS,
      /has no private key\. Give it with --key\.$/,
    ],
    ['a key alone', ['--key', at('client.key')], HTTPS, /^`--key` needs --cert/],
    [
      'the key of another certificate',
      ['--cert', at('client.pem'), '--key', at('server.key')],
      HTTPS,
      /^`--key`: \S+ is not the private key of the certificate: /,
    ],
    ['plain http', ['--ca', at('ca.pem')], 'http://127.0.0.1', /^`--ca` needs an https:\/\/ base URL\.$/],
  ])('reject %s', (_, args, url, message) => {
    expect(() => read(url, ...args)).toThrow(message)
  })
})
