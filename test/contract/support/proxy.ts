import { createServer, request as send } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { Description } from '../../../src/description/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'

export interface ReceivedRequest {
  readonly method: string
  /** As it was sent, not normalized. */
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

export interface Reply {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

/** What a proxy does with a request: pass it on, change it, respond itself, or drop the connection. */
export type ProxyBehavior = (
  request: ReceivedRequest,
  pass: (changed?: Partial<ReceivedRequest>) => Promise<Reply>,
) => Promise<Reply | 'drop'>

/** Starts a proxy in front of `origin` with a behavior. */
export async function startProxy(
  origin: string,
  behavior: ProxyBehavior,
  host = '127.0.0.1',
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const received = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: pairs(incoming.rawHeaders),
        body: await bytesOf(incoming),
      }
      const reply = await behavior(received, (changes = {}) => pass(origin, { ...received, ...changes }))
      if (reply === 'drop') {
        incoming.socket.destroy()
        return
      }
      outgoing.writeHead(reply.status, reply.headers.flat())
      outgoing.end(reply.body)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { address, family, port } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function pass(origin: string, { method, url, headers: given, body }: ReceivedRequest): Promise<Reply> {
  const { hostname, port } = new URL(origin)
  const headers = given.map(([name, value]) => [
    name,
    /^content-length$/i.test(name) ? String(body.byteLength) : value,
  ])
  return new Promise((resolve, reject) => {
    const outgoing = send(
      { hostname, port, method, path: url, headers: headers.flat(), agent: false },
      (incoming) => {
        bytesOf(incoming).then((responseBody) => {
          resolve({
            status: incoming.statusCode ?? 0,
            headers: pairs(incoming.rawHeaders),
            body: responseBody,
          })
        }, reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : [],
  )
}

export function header(message: { headers: Reply['headers'] }, name: string): string | undefined {
  return message.headers.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1]
}

/** Returns a reply with other headers or another body. Node.js sets its length. */
export function changed(
  reply: Reply,
  { headers = reply.headers, body = reply.body }: { headers?: Reply['headers']; body?: Buffer | string },
): Reply {
  const kept = headers.filter(
    ([name]) => !/^(?:content-length|transfer-encoding|connection|keep-alive)$/i.test(name),
  )
  return { status: reply.status, headers: kept, body: Buffer.from(body) }
}

/** Returns an example of a documented response as a reply. */
export async function exampleReply(api: string, status: number, name: string): Promise<Reply> {
  const { operations } = await readDescription(process.cwd(), api)
  const response = operations[0]?.responses.find((one) => one.status === String(status))
  const value = response?.content[0]?.object.examples?.[name]?.value
  if (value === undefined) throw new Error(`${api} has no example ${name} of ${status}.`)
  const headers: [string, string][] = [
    ['Content-Type', 'application/json'],
    ['X-RateLimit-Limit', '1500'],
    ['X-RateLimit-Remaining', '0'],
    ['Request-Id', 'req_Example1'],
  ]
  return { status, headers, body: Buffer.from(JSON.stringify(value)) }
}

export interface SandboxOptions {
  readonly api?: 'leanrails' | 'stripe'
  readonly behavior?: ProxyBehavior
  readonly host?: string
  /** The path of the base URL. */
  readonly path?: string
  readonly now?: () => number
  readonly only?: readonly string[]
  readonly faults?: readonly string[]
  readonly seed?: number
  readonly shard?: { index: number; count: number }
  readonly bodyFolder?: string
}

const descriptions = new Map<string, Promise<Description>>()

/** Returns the description of an API, read once: its schemas are compiled once for all tests of a file. */
export function describedOnce(api: string): Promise<Description> {
  const description = descriptions.get(api) ?? readDescription(process.cwd(), api)
  descriptions.set(api, description)
  return description
}

/** Tests a sandbox through a proxy. */
export async function testSandbox({
  api = 'leanrails',
  behavior = (_, pass) => pass(),
  host,
  path = '',
  now = Date.now,
  only = [],
  faults = [],
  shard,
  seed = 1,
  bodyFolder,
}: SandboxOptions): Promise<Report> {
  const local = await startLocalTarget(api, { now, faults })
  const proxy = await startProxy(local.baseUrl, behavior, host)
  const { fixtures } = local
  try {
    return await runContract({
      description: await describedOnce(api),
      seed,
      selection: { only, shard },
      bodyFolder,
      // Fixtures bypass the proxy, because they are not under test.
      fixtures: {
        create: (state, context) => fixtures.create(state, { ...context, baseUrl: local.baseUrl }),
        provoke: (status, context) => fixtures.provoke(status, { ...context, baseUrl: local.baseUrl }),
      },
      target: {
        baseUrl: proxy.url + path,
        apiKey: local.apiKey,
        otherApiKey: local.otherApiKey,
        timeout: 3000,
      },
    })
  } finally {
    await proxy.close()
    await local.close()
  }
}

/** Returns the failed rules of a report with their failures, to be compared with an empty list. */
export function failedRules(report: Report): unknown[] {
  return report.rules
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ id, failures }) => [id, ...failures.map((one) => [one.case, one.expected, one.actual])])
}
