import { request as httpRequest } from 'node:http'
import type { Agent, ClientRequest, IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { decodeContent } from './content-encoding.ts'
import { UnreachableError, UnsendableError } from './errors.ts'
import type { ReceivedResponse, SentRequest } from './exchange.ts'
import { hasNoContent, watchSurplus } from './surplus.ts'
import type { Target } from './target.ts'

/**
 * Opens a request. Its bytes are sent as they are: node:http neither normalizes paths nor joins or renames headers.
 *
 * @param agent false for a new connection
 * @throws UnsendableError if node:http rejects the request
 */
export function openRequest(request: SentRequest, { baseUrl }: Target, agent: Agent | false): ClientRequest {
  const send = baseUrl.protocol === 'https:' ? httpsRequest : httpRequest
  try {
    return send({
      hostname: baseUrl.hostname.replace(/^\[|\]$/g, ''),
      port: baseUrl.port === '' ? undefined : Number(baseUrl.port),
      agent,
      method: request.method,
      path: request.path,
      headers: wireHeaders(request, baseUrl),
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
  body: Uint8Array | undefined,
  { baseUrl, timeout }: Target,
): Promise<ReceivedResponse> {
  return new Promise((resolve, reject) => {
    const fail = (message: string, cause?: string): void =>
      reject(new UnreachableError(`${baseUrl.origin} ${message}`, { cause }))
    const timer = setTimeout(() => {
      fail(`did not respond within ${timeout} ms`, 'timeout')
      outgoing.destroy()
    }, timeout)
    const endWatch = watchSurplus(outgoing)
    let isComplete = false
    const failWith = (error: unknown): void => {
      // Bytes after a response without content are an error of the parser. The response itself is complete.
      if (isComplete) return
      clearTimeout(timer)
      endWatch()
      fail(explainError(error as NodeJS.ErrnoException))
    }
    outgoing.on('error', failWith)
    outgoing.on('response', (incoming) => {
      const { statusCode = 0 } = incoming
      if (hasNoContent(outgoing.method, statusCode)) {
        isComplete = true
        clearTimeout(timer)
        incoming.on('error', () => undefined).resume()
        setImmediate(() => resolve(withoutContent(incoming, endWatch())))
        return
      }
      readResponse(incoming).then((response) => {
        clearTimeout(timer)
        endWatch()
        resolve(response)
      }, failWith)
    })
    outgoing.end(body)
  })
}

/** Returns names and values in turn. It adds the framing headers (RFC 9112, sections 3.2 and 6.2). */
function wireHeaders(request: SentRequest, baseUrl: URL): string[] {
  const has = (name: string): boolean => request.headers.some(([other]) => other.toLowerCase() === name)
  const framing: [string, string][] = []
  if (!has('host')) framing.push(['Host', baseUrl.host])
  framing.push(['Connection', 'keep-alive'])
  const isFramed = has('content-length') || has('transfer-encoding')
  if (!isFramed && (request.body !== undefined || /^(POST|PUT|PATCH)$/.test(request.method))) {
    framing.push(['Content-Length', String(request.body?.byteLength ?? 0)])
  }
  return [...framing, ...request.headers].flat()
}

function withoutContent(incoming: IncomingMessage, surplus: number): ReceivedResponse {
  const response = { status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: Buffer.alloc(0) }
  return surplus === 0 ? response : { ...response, surplus }
}

async function readResponse(incoming: IncomingMessage): Promise<ReceivedResponse> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = headersOf(incoming)
  const decoded = decodeContent(Buffer.concat(chunks), headers.get('content-encoding'))
  return { status: incoming.statusCode ?? 0, headers, ...decoded }
}

function headersOf(incoming: IncomingMessage): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    const name = (incoming.rawHeaders[index] ?? '').toLowerCase()
    headers.set(name, [...(headers.get(name) ?? []), incoming.rawHeaders[index + 1] ?? ''])
  }
  return headers
}

/** Explains a network error, as the rest of a sentence that begins with the origin. */
function explainError(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'does not accept connections (is it running, and on this port?)'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'has a host name that cannot be found'
    case 'ECONNRESET':
      return 'dropped the connection'
    case 'EPROTO':
      return 'does not use TLS (is it http:// instead of https://?)'
    default:
      return `cannot be reached: ${error.message}`
  }
}
