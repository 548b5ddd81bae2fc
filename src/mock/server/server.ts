import { createServer, IncomingMessage, METHODS, ServerResponse } from 'node:http'
import type { Server } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { headersFrom, readBody, SERVER_OPTIONS } from '../../command/index.ts'
import { problem } from '../respond/problem.ts'
import type { SerializedResponse } from './mock-response.ts'
import { splitTarget } from './request.ts'
import type { MockRequest } from './request.ts'
import { serializeResponse } from './serialize-response.ts'

/** The longest body that is read; the rest of a longer one is dropped. */
const MAX_BODY_BYTES = 10 * 1024 * 1024

/** What happens to a request: a response, a closed connection, or nothing. */
export type Outcome = SerializedResponse | 'reset' | 'hang'

/** Creates an HTTP server that passes on requests unchanged, and responds to everything that it can read. */
export function createHttpServer(respond: (request: MockRequest) => Promise<Outcome>): Server {
  /** An internal error of the mock becomes a response, so that it can be seen. */
  const respondSafely = (request: MockRequest): Promise<Outcome> =>
    respond(request).catch((error: unknown) =>
      serializeResponse(problem(500, 'Internal error of the mock', String(error))),
    )
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    outgoing.on('error', () => undefined)
    receive(incoming)
      .then(respondSafely)
      .then((outcome) => write(incoming, outgoing, outcome))
      // The client ended the connection before the end of the request.
      .catch(() => outgoing.destroy())
  }
  const server = createServer(SERVER_OPTIONS, serve)
  server.on('checkExpectation', serve)
  server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
    respondToUnparsedBytes(error.rawPacket, socket, respondSafely)
  })
  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    // The type allows any stream, because a proxy could pass another one. Here it is the connection.
    if (socket instanceof Socket) serve(incoming, responseOn(socket, incoming))
  })
  return server
}

/**
 * Responds to bytes that Node cannot parse. Node knows a fixed list of methods: a request with another one is parsed
 * here. Everything else gets a bare 400.
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
  const outgoing = responseOn(socket, incoming)
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

/** Returns a response that is written to a bare connection, which it then ends. */
function responseOn(socket: Socket, incoming: IncomingMessage): ServerResponse {
  const outgoing = new ServerResponse(incoming)
  outgoing.assignSocket(socket)
  outgoing.shouldKeepAlive = false
  outgoing.on('finish', () => socket.end())
  return outgoing
}

async function receive(incoming: IncomingMessage): Promise<MockRequest> {
  return {
    method: incoming.method ?? 'GET',
    ...splitTarget(incoming.url ?? '/'),
    headers: headersFrom(incoming.rawHeaders),
    ...(await readBody(incoming, MAX_BODY_BYTES)),
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
