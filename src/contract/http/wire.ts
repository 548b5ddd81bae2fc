import { request as httpRequest } from 'node:http'
import type { Agent, ClientRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isSentByTls, routeOf } from './connection.ts'
import { UnsendableError } from './errors.ts'
import type { ReceivedResponse, SentRequest } from './exchange.ts'
import { receiveResponse } from './pending-response.ts'
import type { Target } from './target.ts'

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
  target: Target,
): Promise<ReceivedResponse> {
  const response = receiveResponse(outgoing, target)
  if (body === undefined || hold === undefined) endWith(outgoing, body)
  else void sendInHalves(outgoing, body, hold)
  return response
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
