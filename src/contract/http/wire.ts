import { request as httpRequest } from 'node:http'
import type { Agent, ClientRequest, IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { TLSSocket } from 'node:tls'
import { headersFrom } from '../../command/index.ts'
import { decodeContent } from './content-encoding.ts'
import { isSentByTls, routeOf } from './connection.ts'
import { explainError } from './explain-error.ts'
import { UnreachableError, UnsendableError } from './errors.ts'
import type { Unreachable } from './errors.ts'
import type { ReceivedResponse, SentRequest } from './exchange.ts'
import { LARGE_BODY, largeTurn } from './large-turn.ts'
import { afterPatience } from './patience.ts'
import type { Proxy } from './proxy.ts'
import { sizeText } from './size.ts'
import { hasNoContent, watchSurplus } from './surplus.ts'
import type { Target } from './target.ts'

/** The most interim responses (1xx) to one request. A flood of them would keep a run busy until the timeout. */
const MAX_INTERIM = 100

/** The longest header section of a response, in bytes. */
const MAX_HEADER = 256 * 1024

/**
 * Opens a request. Its bytes are sent as they are: node:http neither normalizes paths nor joins or renames headers.
 *
 * @param agent false for a new connection
 * @throws UnsendableError if node:http rejects the request
 */
export function openRequest(request: SentRequest, target: Target, agent: Agent | false): ClientRequest {
  const send = isSentByTls(target) ? httpsRequest : httpRequest
  const { options, pathPrefix, headers } = routeOf(target)
  try {
    return send({
      ...options,
      agent,
      method: request.method,
      path: pathPrefix + request.path,
      headers: [...wireHeaders(request, target.baseUrl), ...headers.flat()],
      maxHeaderSize: MAX_HEADER,
    })
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (/^ERR_(?:INVALID_CHAR|INVALID_HTTP_TOKEN|UNESCAPED_CHARACTERS)$/.test(code))
      throw new UnsendableError(message)
    throw error
  }
}

/**
 * Sends the body of an open request and returns the response.
 *
 * @throws UnreachableError without a response in time. Its cause is `timeout` then
 */
export function finishRequest(
  outgoing: ClientRequest,
  { body, hold }: Pick<SentRequest, 'body' | 'hold'>,
  { baseUrl, proxy, timeout, maxResponse }: Target,
): Promise<ReceivedResponse> {
  return new Promise((resolve, reject) => {
    const watch = watchSurplus(outgoing)
    const name = nameOf(baseUrl, proxy(baseUrl))
    let isComplete = false
    const fail = (message: string, cause: Unreachable): void => {
      // Bytes after a response without content are an error of the parser. The response itself is complete.
      if (isComplete) return
      stopWaiting()
      watch.end()
      reject(new UnreachableError(`${name} ${message}`, cause, outgoing.reusedSocket))
      outgoing.destroy()
    }
    const failWith = (error: unknown): void =>
      fail(explainError(error as NodeJS.ErrnoException), isConnected ? 'dropped' : 'no connection')
    let isConnected = false
    outgoing.on('socket', (socket) => {
      isConnected = !socket.connecting
      if (isConnected) return
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => (isConnected = true))
    })
    const wait = (): (() => void) =>
      afterPatience(timeout, () => fail(`did not respond within ${timeout} ms`, 'timeout'))
    let stopWaiting = wait()
    // The time in which other large bodies are read is not the server's.
    const takeTurn = async (): Promise<() => void> => {
      stopWaiting()
      const endTurn = await largeTurn()
      stopWaiting = wait()
      return endTurn
    }
    let interimResponses = 0
    outgoing.on('information', () => {
      interimResponses += 1
      if (interimResponses > MAX_INTERIM)
        fail(`sends more than ${MAX_INTERIM} interim responses (1xx)`, 'dropped')
    })
    outgoing.on('error', failWith)
    outgoing.on('response', (incoming) => {
      if (hasNoContent(outgoing.method, incoming.statusCode ?? 0)) {
        isComplete = true
        stopWaiting()
        incoming.on('error', () => undefined).resume()
        setImmediate(() => {
          watch.end()
          resolve(withoutContent(incoming, watch.count()))
        })
        return
      }
      readResponse(incoming, maxResponse, takeTurn).then((response) => {
        stopWaiting()
        watch.end()
        resolve(response)
      }, failWith)
    })
    if (body === undefined || hold === undefined) endWith(outgoing, body)
    else void sendInHalves(outgoing, body, hold)
  })
}

function nameOf({ origin }: URL, proxy: Proxy | undefined): string {
  return proxy === undefined ? origin : `${origin} (through the proxy of ${proxy.variable})`
}

/** A longer body is sent apart from its headers. */
const MAX_JOINED = 16 * 1024

/** Sends a body. A text of bytes is sent together with the headers, in one call of the system. */
function endWith(outgoing: ClientRequest, body: Uint8Array | undefined): void {
  if (body === undefined || body.byteLength > MAX_JOINED) outgoing.end(body)
  else outgoing.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'), 'latin1')
}

/** Sends a body in two halves, with a wait between them. An error of the connection is reported elsewhere. */
async function sendInHalves(
  outgoing: ClientRequest,
  body: Uint8Array,
  hold: () => Promise<void>,
): Promise<void> {
  const middle = Math.ceil(body.byteLength / 2)
  await new Promise<void>((resolve) => {
    outgoing.once('close', resolve)
    outgoing.write(body.subarray(0, middle), () => resolve())
  })
  await hold()
  if (!outgoing.destroyed) outgoing.end(body.subarray(middle))
}

/** Returns names and values in turn. It adds the framing headers (RFC 9112, sections 3.2 and 6.2). */
function wireHeaders(request: SentRequest, baseUrl: URL): string[] {
  const has = (name: string): boolean => request.headers.some(([other]) => other.toLowerCase() === name)
  const framing: [string, string][] = []
  if (!has('host')) framing.push(['Host', baseUrl.host])
  framing.push(['Connection', 'keep-alive'])
  const isFramed = has('content-length') || has('transfer-encoding')
  if (!isFramed && (request.body !== undefined || usuallyHasBody(request.method))) {
    framing.push(['Content-Length', String(request.body?.byteLength ?? 0)])
  }
  return [...framing, ...request.headers].flat()
}

/** Returns whether a request with this method says that it has no body (RFC 9110, section 8.6). */
export function usuallyHasBody(method: string): boolean {
  return !/^(?:GET|HEAD|DELETE|OPTIONS|TRACE|CONNECT)$/.test(method)
}

async function readResponse(
  incoming: IncomingMessage,
  limit: number,
  takeTurn: typeof largeTurn,
): Promise<ReceivedResponse> {
  let endTurn: (() => void) | undefined
  try {
    return await readBody(incoming, limit, async () => (endTurn ??= await takeTurn()))
  } finally {
    endTurn?.()
  }
}

function withoutContent(incoming: IncomingMessage, surplus: number): ReceivedResponse {
  const headers = headersFrom(incoming.rawHeaders)
  const response = { status: incoming.statusCode ?? 0, headers, body: Buffer.alloc(0) }
  return surplus === 0 ? response : { ...response, surplus }
}

/** Reads a response. If its body is longer than `limit`, the connection is closed and the body is left out. */
async function readBody(
  incoming: IncomingMessage,
  limit: number,
  onLarge: () => Promise<unknown>,
): Promise<ReceivedResponse> {
  const head = { status: incoming.statusCode ?? 0, headers: headersFrom(incoming.rawHeaders) }
  const content = await readContent(incoming, limit, onLarge)
  if (content === undefined) return { ...head, body: new Uint8Array(), tooLong: sizeText(limit) }
  return { ...head, ...decodeContent(content, head.headers.get('content-encoding'), limit) }
}

/** Reads the content by events: an async iterator takes several times as long. Returns undefined if it is too long. */
function readContent(
  incoming: IncomingMessage,
  limit: number,
  onLarge: () => Promise<unknown>,
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.byteLength
      if (length > limit) {
        resolve(undefined)
        incoming.destroy()
      } else if (length > LARGE_BODY) {
        incoming.pause()
        onLarge().then(() => incoming.resume(), reject)
      }
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks)))
    incoming.on('error', reject)
  })
}
