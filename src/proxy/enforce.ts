import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../command/index.ts'
import type { Traffic } from '../contract/index.ts'
import type { RecordedExchange, RecordedRequest, RecordedResponse } from '../har/index.ts'
import { BodyCopy, MAX_BODY, pairsOf, recordedResponse, trailersOf } from './exchange-recorder.ts'
import { respondWithProblem } from './problem.ts'
import { writeHead } from './respond.ts'
import type { Upstream } from './upstream.ts'

interface Enforcer {
  readonly upstream: Upstream
  readonly traffic: Traffic
  readonly record: (exchange: RecordedExchange) => ReturnType<Traffic['add']>
}

/** Passes on only what the description allows. Both messages are read to their end first. */
export async function enforce(
  enforcer: Enforcer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const sentAt = Date.now()
  const { body, request, violations } = await checkedRequest(enforcer, incoming, outgoing)
  if (violations.length > 0) {
    const title = 'The request is not as the description wants. It was not sent.'
    respondWithProblem(outgoing, 400, title, violations)
    return
  }
  const outbound = enforcer.upstream.open(incoming, outgoing)
  const received = await send(outbound, body, trailersOf(incoming))
  const exchange = { request, response: undefined, sentAt, receivedAt: Date.now(), origin: '' }
  if (received instanceof Error) {
    enforcer.record(exchange)
    if (outbound.reusedSocket) outgoing.destroy()
    else respondWithProblem(outgoing, 502, `The server does not respond: ${received.message}`, [])
    return
  }
  const response = await checkedResponse(enforcer, exchange, received, outgoing)
  if (response === undefined || !writeHead(outgoing, incoming, received)) return
  const trailers = trailersOf(received)
  if (trailers.length > 0) outgoing.addTrailers(trailers)
  outgoing.end(response.body)
}

/** Reads a request, and returns how it violates the description. */
async function checkedRequest(
  { upstream, traffic }: Enforcer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<{ body: Buffer; request: RecordedRequest; violations: readonly string[] }> {
  if (/^100-continue$/i.test(incoming.headers.expect ?? '')) outgoing.writeContinue()
  const { body, oversized } = await readBody(incoming, MAX_BODY)
  const request = {
    method: incoming.method ?? 'GET',
    url: upstream.urlOf(incoming),
    headers: pairsOf(incoming),
    body: body.byteLength === 0 ? undefined : body,
    isBodyLost: oversized,
  }
  const violations = oversized
    ? [`The body has more than ${MAX_BODY} bytes, which the proxy does not check.`]
    : traffic.checkRequest(request)
  return { body, request, violations }
}

function send(
  outbound: ClientRequest,
  body: Buffer,
  trailers: ReturnType<typeof trailersOf>,
): Promise<IncomingMessage | Error> {
  return new Promise((resolve) => {
    outbound.on('response', resolve)
    outbound.on('error', resolve)
    if (trailers.length > 0) outbound.addTrailers(trailers)
    outbound.end(body)
  })
}

/** Reads and records a response. Responds with a problem, and returns undefined, if it may not be passed on. */
async function checkedResponse(
  { record }: Enforcer,
  exchange: RecordedExchange,
  received: IncomingMessage,
  outgoing: ServerResponse,
): Promise<RecordedResponse | undefined> {
  const copy = new BodyCopy()
  try {
    for await (const chunk of received as AsyncIterable<Buffer>) copy.add(chunk)
  } catch {
    record({ ...exchange, receivedAt: Date.now() })
    respondWithProblem(outgoing, 502, 'The response of the server ends before it is complete.', [])
    return undefined
  }
  const response = recordedResponse(received, copy)
  const { problems } = record({ ...exchange, response, receivedAt: Date.now() })
  if (problems.length === 0 && !copy.isTooLong) return response
  const all = copy.isTooLong ? [...problems, `The body has more than ${MAX_BODY} bytes.`] : problems
  respondWithProblem(outgoing, 502, 'The response is not as the description says.', all)
  return undefined
}
