import { createServer, IncomingMessage, METHODS, ServerResponse } from 'node:http'
import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { Socket } from 'node:net'
import { problem } from '../respond/problem.ts'
import type { SerializedResponse } from './mock-response.ts'
import { headersFrom, splitTarget } from './request.ts'
import type { MockRequest } from './request.ts'
import { serializeResponse } from './serialize-response.ts'

/** The longest body that is read, in bytes; the rest of a longer one is dropped. */
const MAX_BODY_BYTES = 10 * 1024 * 1024

/** What happens to a request: a reply, a connection that is cut, or silence. */
export type Outcome = SerializedResponse | 'reset' | 'hang'

/** An HTTP server that hands on requests as they came, and answers whatever it can read. */
export function createHttpServer(respond: (request: MockRequest) => Promise<Outcome>): Server {
  /** What goes wrong in the mock itself is told, not hidden behind a closed connection. */
  const respondSafely = (request: MockRequest): Promise<Outcome> =>
    respond(request).catch((error: unknown) =>
      serializeResponse(problem(500, 'The mock failed; this is its own mistake', String(error))),
    )
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    outgoing.on('error', () => undefined)
    receive(incoming)
      .then(respondSafely)
      .then((outcome) => write(incoming, outgoing, outcome))
      // The request broke off; there is nobody to answer.
      .catch(() => outgoing.destroy())
  }
  const server = createServer(
    {
      // A path of 10,000 characters is the API's to refuse, not the parser's.
      maxHeaderSize: 1024 * 1024,
      requireHostHeader: false,
      // Clients that keep a connection find it open.
      keepAliveTimeout: 65_000,
    },
    serve,
  )
  server.on('checkExpectation', serve)
  server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
    respondToUnparsedBytes(error.rawPacket, socket, respondSafely)
  })
  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    // Typed as any stream, since a proxy could hand in another; here it is the connection.
    if (!(socket instanceof Socket)) return
    const outgoing = new ServerResponse(incoming)
    outgoing.assignSocket(socket)
    outgoing.shouldKeepAlive = false
    outgoing.on('finish', () => socket.end())
    serve(incoming, outgoing)
  })
  return server
}

/**
 * Node's parser knows a fixed list of methods; a request with another one comes here, as bytes, and is answered all the
 * same. What is no HTTP gets a bare 400.
 */
function respondToUnparsedBytes(
  bytes: Buffer | undefined,
  socket: Duplex,
  respond: (request: MockRequest) => Promise<Outcome>,
): void {
  socket.on('error', () => undefined)
  const line = /^([A-Z][A-Z-]*) (\S+) HTTP\/1\.[01]\r?\n/.exec(bytes?.toString('latin1') ?? '')
  if (!(socket instanceof Socket) || !socket.writable) {
    socket.destroy()
    return
  }
  const [, method = '', target = ''] = line ?? []
  if (line === null || METHODS.includes(method)) {
    socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    return
  }
  const incoming = new IncomingMessage(socket)
  incoming.method = method
  const outgoing = new ServerResponse(incoming)
  outgoing.assignSocket(socket)
  outgoing.shouldKeepAlive = false
  outgoing.on('finish', () => socket.end())
  const request = {
    method,
    ...splitTarget(target),
    headers: new Map(),
    body: Buffer.alloc(0),
    oversized: false,
  }
  respond(request)
    .then((outcome) => write(incoming, outgoing, outcome))
    .catch(() => socket.destroy())
}

async function receive(incoming: IncomingMessage): Promise<MockRequest> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  return {
    method: incoming.method ?? 'GET',
    ...splitTarget(incoming.url ?? '/'),
    headers: headersFrom(incoming.rawHeaders),
    body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks),
    oversized: length > MAX_BODY_BYTES,
  }
}

function write(incoming: IncomingMessage, outgoing: ServerResponse, outcome: Outcome): void {
  if (outcome === 'hang') return
  if (outcome === 'reset') {
    incoming.socket.resetAndDestroy()
    return
  }
  const { status, headers, body } = outcome
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }
  outgoing.writeHead(status, { ...headers, ...length })
  outgoing.end(body)
}
