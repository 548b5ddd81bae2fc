import { createServer, request as send } from 'node:http'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { createDomain } from './domain/api.ts'
import type { ApiName } from './domain/api.ts'
import { STRICT } from './domain/choices.ts'
import { listen } from './listen.ts'

/** A response of the server behind. */
interface Passed {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly content: Buffer
}

/** A server in front of another one, which does one unusual thing that HTTP allows. */
interface Front {
  /** Responds by itself, or not. */
  readonly before?: (request: IncomingMessage, content: Buffer) => Passed | undefined | Promise<undefined>
  /** Writes a response that passes. */
  readonly write?: (response: ServerResponse, passed: Passed) => void
  readonly configure?: (server: Server) => void
}

/** What servers and what is in front of them do, by name. Each makes a new one, because some of them count. */
const FRONTS: Readonly<Record<string, (api: ApiName) => Front>> = {
  'no length': () => ({
    write: (response, { status, headers, content }) => {
      response.useChunkedEncodingByDefault = false
      response.writeHead(status, { ...headers, connection: 'close' }).write(content)
      response.end()
    },
  }),
  trailers: () => ({
    write: (response, passed) => {
      // Trailers need chunks, which a response to HEAD does not have.
      if (response.req.method === 'HEAD') {
        write(response, passed)
        return
      }
      const { status, headers, content } = passed
      response.writeHead(status, { ...headers, trailer: 'Server-Timing' }).write(content)
      response.addTrailers({ 'Server-Timing': 'total;dur=1' })
      response.end()
    },
  }),
  'tiny chunks': () => ({
    write: (response, { status, headers, content }) => {
      response.writeHead(status, headers)
      for (const byte of content) response.write(Buffer.of(byte))
      response.end()
    },
  }),
  'early hints': () => ({
    write: (response, passed) => {
      response.writeProcessing()
      response.writeEarlyHints({ link: '</docs>; rel=help' })
      write(response, passed)
    },
  }),
  'no date': () => ({
    write: (response, passed) => {
      response.sendDate = false
      write(response, passed)
    },
  }),
  'upper-case headers': () => ({
    write: (response, { headers, ...passed }) => {
      const names = Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])
      write(response, { ...passed, headers: Object.fromEntries(names) as Record<string, string> })
    },
  }),
  gzip: () => ({ write: coded('gzip', gzipSync) }),
  brotli: () => ({ write: coded('br', brotliCompressSync) }),
  'entity tags': () => ({
    write: (response, { headers, ...passed }) => {
      const caching = { etag: 'W/"1"', vary: 'Accept-Encoding, Origin', 'cache-control': 'no-cache' }
      write(response, { ...passed, headers: { ...headers, ...caching } })
    },
  }),
  'slash redirected': () => ({
    before: ({ url = '' }) =>
      /.\/(?:$|\?)/.test(url)
        ? { status: 308, headers: { location: url.replace(/\/(?=$|\?)/, '') }, content: Buffer.alloc(0) }
        : undefined,
  }),
  latency: () => ({ before: () => wait<undefined>(50 + Math.random() * 250) }),
  'keep-alive 1 s': () => ({
    configure: (server) => {
      server.keepAliveTimeout = 1000
    },
  }),
  '10 requests per connection': () => ({
    configure: (server) => {
      server.maxRequestsPerSocket = 10
    },
  }),
  restarts: () => {
    let [count, server] = [0, undefined as Server | undefined]
    return {
      configure: (one) => (server = one),
      before: () => {
        count += 1
        if (count % 100 === 0) server?.closeIdleConnections()
        return undefined
      },
    }
  },
  '25 requests per second': (api) => {
    const times: number[] = []
    return {
      before: () => {
        const now = Date.now()
        while ((times[0] ?? now) < now - 1000) times.shift()
        if (times.length >= 25) return tooMany(api)
        times.push(now)
        return undefined
      },
    }
  },
}

/** Returns the documented response of a rate limit. */
function tooMany(api: ApiName): Passed {
  const { status, headers, body } = createDomain(api, STRICT).replies.provoked(429, () => undefined)
  return {
    status,
    headers: { ...headers, 'Retry-After': '1', 'Content-Type': 'application/json' },
    content: Buffer.from(JSON.stringify(body)),
  }
}

function write(response: ServerResponse, { status, headers, content }: Passed): void {
  response.writeHead(status, headers).end(content)
}

/** Writes content in a coding, whether or not the request names it (RFC 9110, section 12.5.3). */
function coded(coding: string, compress: (content: Buffer) => Buffer): NonNullable<Front['write']> {
  return (response, { headers, content, ...passed }) => {
    const compressed = compress(content)
    const length = String(compressed.length)
    write(response, {
      ...passed,
      headers: { ...headers, 'content-encoding': coding, 'content-length': length },
      content: compressed,
    })
  }
}

/** The names of all fronts. */
export const FRONT_NAMES = Object.keys(FRONTS)

/** Starts a front. */
export async function startFront(
  name: string,
  api: ApiName,
  upstream: string,
): Promise<{ readonly url: string; stop(): void }> {
  const front = FRONTS[name]?.(api)
  if (front === undefined) throw new Error(`Unknown front: ${name}`)
  const { before, write: writeResponse = write, configure } = front
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const content = await buffer(request)
    const own = await before?.(request, content)
    if (own === undefined) writeResponse(response, await pass(request, content, upstream))
    else write(response, own)
  }
  const listener: RequestListener = (request, response) => {
    serve(request, response).catch(() => response.destroy())
  }
  const server = createServer(listener)
  configure?.(server)
  const url = await listen(server)
  return {
    url,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function pass(request: IncomingMessage, content: Buffer, upstream: string): Promise<Passed> {
  const { hostname, port } = new URL(upstream)
  return new Promise((done, fail) => {
    const { method, url: path, rawHeaders } = request
    const sent = send(
      { hostname, port, method, path, headers: rawHeaders as never, agent: false },
      (response) => {
        buffer(response).then((body) => {
          const headers = Object.entries(response.headersDistinct)
            .filter(([name]) => !HOP_BY_HOP.has(name))
            .map(([name, values = []]) => [name, values.join(', ')])
          done({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(headers) as Record<string, string>,
            content: body,
          })
        }, fail)
      },
    )
    sent.on('error', fail)
    sent.end(content)
  })
}

const HOP_BY_HOP = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'])
