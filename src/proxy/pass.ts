import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import type { RecordedResponse } from '../har/index.ts'
import type { CheckQueue } from './check-queue.ts'
import { BodyCopy, pairsOf, recordedResponse, trailersOf } from './exchange-recorder.ts'
import { respondWithProblem } from './problem.ts'
import { passInformation, writeHead } from './respond.ts'
import type { Upstream } from './upstream.ts'

/** Passes a request and its response on as they arrive. They are checked afterwards. */
export function pass(
  upstream: Upstream,
  queue: CheckQueue,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const sentAt = Date.now()
  const outbound = upstream.open(incoming, outgoing)
  const sent = new BodyCopy()
  queue.begin()
  let isDone = false
  const done = (response: RecordedResponse | undefined): void => {
    if (isDone) return
    isDone = true
    const request = {
      method: incoming.method ?? 'GET',
      url: upstream.urlOf(incoming),
      headers: pairsOf(incoming),
      body: sent.bytes.byteLength === 0 ? undefined : sent.bytes,
      isBodyLost: sent.isTooLong,
    }
    queue.end({ request, response, sentAt, receivedAt: Date.now(), origin: '' })
  }
  let hasResponse = false
  outbound.on('error', (error) => {
    // The end of the response shows whether it is complete.
    if (hasResponse) return
    done(undefined)
    // Without the proxy, the client would see that the server has closed a connection that was kept open.
    if (outbound.reusedSocket) outgoing.destroy()
    else respondWithProblem(outgoing, 502, `The server does not respond: ${error.message}`, [])
  })
  outbound.on('upgrade', (_, socket) => {
    socket.destroy()
    done(undefined)
    respondWithProblem(outgoing, 502, 'The server switched to another protocol.', [])
  })
  outbound.on('information', (information) => passInformation(information, incoming, outgoing))
  outbound.on('response', (received) => {
    hasResponse = true
    passResponse(incoming, received, outgoing, done)
  })
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) outbound.destroy()
    if (!hasResponse) done(undefined)
  })
  passBody(incoming, outbound, sent)
}

/** Passes a response on. @param done called with the response. If it ends too early, it is one without its body */
export function passResponse(
  incoming: IncomingMessage,
  received: IncomingMessage,
  outgoing: ServerResponse,
  done: (response: RecordedResponse) => void,
): void {
  const copy = new BodyCopy()
  const lost = (): void => {
    done({ ...recordedResponse(received, copy), body: new Uint8Array(), isBodyLost: true })
    outgoing.destroy()
  }
  received.on('error', lost)
  received.on('close', () => {
    if (!received.complete) lost()
  })
  received.on('end', () => done(recordedResponse(received, copy)))
  if (writeHead(outgoing, incoming, received)) passBody(received, outgoing, copy)
  else received.resume()
}

/** Passes a body on as it arrives, with its trailers, and keeps a copy. */
function passBody(from: IncomingMessage, to: ClientRequest | ServerResponse, copy: BodyCopy): void {
  from.on('data', (chunk: Buffer) => {
    copy.add(chunk)
    if (to.write(chunk)) return
    from.pause()
    to.once('drain', () => from.resume())
  })
  from.on('end', () => {
    const trailers = trailersOf(from)
    if (trailers.length > 0) to.addTrailers(trailers)
    to.end()
  })
}
