import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { headersFrom, readBody, SERVER_OPTIONS } from '../command/index.ts'
import type { SandboxResponse } from './response.ts'
import { pathOf, type ReceivedRequest } from './request.ts'

/** The longest body that is read, in bytes; the rest of a longer one is dropped. */
const longestBody = 8 * 1024 * 1024

export interface Handlers {
  readonly respond: (request: ReceivedRequest) => Promise<SandboxResponse>
  /** The answer to bytes that are not HTTP, or that stop before the request is whole. */
  readonly badHttp: (message: string) => SandboxResponse
}

/** An HTTP server that answers whatever is sent to it: it never hangs and never drops a connection unsaid. */
export function createHttpServer({ respond, badHttp }: Handlers): Server {
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    outgoing.on('error', () => undefined)
    receive(incoming).then(
      async (request) => {
        try {
          write(outgoing, await respond(request))
        } catch {
          // Two faults at once can stumble over each other; the client gets an answer all the same.
          outgoing.writeHead(500).end()
        }
      },
      // The request broke off: 'clientError' has answered it.
      () => undefined,
    )
  }
  const server = createServer(
    {
      ...SERVER_OPTIONS,
      requestTimeout: 10_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
    },
    serve,
  )
  // A client that has said all it had to say still waits for its answer. (Node has no public option for it.)
  Object.assign(server, { httpAllowHalfOpen: true })
  server.on('checkExpectation', serve)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    writeToSocket(socket, badHttp(describe(error.code)))
  })
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined)
    void receive(request)
      .then(respond)
      .then((response) => writeToSocket(socket, response))
  })
  return server
}

/** Reads a request to its end; rejects where it breaks off. */
async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const { body, oversized } = await readBody(incoming, longestBody)
  return {
    method: incoming.method ?? '',
    path: pathOf(incoming.url ?? ''),
    headers: headersFrom(incoming.rawHeaders),
    headerNames: incoming.rawHeaders.filter((_, index) => index % 2 === 0),
    body,
    oversized,
  }
}

function write(outgoing: ServerResponse, { status, headers, body }: SandboxResponse): void {
  outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  outgoing.end(body)
}

/** Answers on a bare socket, which is closed afterwards. */
function writeToSocket(socket: Duplex, { status, headers, body }: SandboxResponse): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const lines = Object.entries({
    ...headers,
    Date: new Date().toUTCString(),
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n`)
  socket.end(body)
}

function describe(code: string | undefined): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'The request did not come to its end in time.'
  if (code === 'HPE_HEADER_OVERFLOW') return 'The request has too many or too long headers.'
  return 'The request is not valid HTTP/1.1.'
}
