import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { headersFrom, readBody, SERVER_OPTIONS } from '../command/index.ts'
import type { SandboxResponse } from './response.ts'
import { pathOf, type ReceivedRequest } from './request.ts'

/** The size limit of a body in bytes. The rest of a longer body is dropped. */
const maxBodyBytes = 8 * 1024 * 1024

export interface Handlers {
  /** Is called when the headers of a request have arrived. */
  readonly begin: (head: ReceivedRequest) => void
  readonly respond: (request: ReceivedRequest) => Promise<SandboxResponse>
  /** Returns the response to invalid HTTP or to an incomplete request. */
  readonly badHttp: (message: string) => SandboxResponse
}

/** Creates an HTTP server that responds to any input: it never hangs, and never closes a connection without a response. */
export function createHttpServer({ begin, respond, badHttp }: Handlers): Server {
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    outgoing.on('error', () => undefined)
    receive(incoming, begin).then(
      async (request) => {
        try {
          write(outgoing, await respond(request))
        } catch {
          // A combination of faults can throw. The client must still receive a response.
          outgoing.writeHead(500).end()
        }
      },
      // The request is incomplete: 'clientError' has responded to it.
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
  // A client may half-close the connection and still wait for the response. Node has no public option for this.
  Object.assign(server, { httpAllowHalfOpen: true })
  server.on('checkExpectation', serve)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    writeToSocket(socket, badHttp(describe(error.code)))
  })
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined)
    void receive(request, begin)
      .then(respond)
      .then((response) => writeToSocket(socket, response))
  })
  return server
}

/** Reads a complete request. Rejects if it is incomplete. */
async function receive(incoming: IncomingMessage, begin: Handlers['begin']): Promise<ReceivedRequest> {
  const head: ReceivedRequest = {
    method: incoming.method ?? '',
    path: pathOf(incoming.url ?? ''),
    query: incoming.url?.split('?').slice(1).join('?') ?? '',
    headers: headersFrom(incoming.rawHeaders),
    headerNames: incoming.rawHeaders.filter((_, index) => index % 2 === 0),
    body: Buffer.alloc(0),
    oversized: false,
  }
  begin(head)
  return { ...head, ...(await readBody(incoming, maxBodyBytes)) }
}

function write(outgoing: ServerResponse, { status, headers, body }: SandboxResponse): void {
  outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  outgoing.end(body)
}

/** Writes a response to a socket and closes it. */
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
  socket.write(`HTTP/1.1 ${status} Rejected\r\n${lines.join('')}\r\n`)
  socket.end(body)
}

function describe(code: string | undefined): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'The request was not complete in time.'
  if (code === 'HPE_HEADER_OVERFLOW') return 'The request has too many or too long headers.'
  return 'The request is not valid HTTP/1.1.'
}
