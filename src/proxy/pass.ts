import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RecordedExchange } from '../har/index.ts'
import type { CheckQueue } from './check-queue.ts'
import { BodyCopy, pairsOf, passedOn, recordedResponse } from './exchange-recorder.ts'
import { respondWithProblem } from './problem.ts'
import type { Upstream } from './upstream.ts'

/** Passes a request and its response on as they arrive. They are checked afterwards. */
export function pass(
  upstream: Upstream,
  queue: CheckQueue,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  queue.begin()
  const sentAt = Date.now()
  const sent = new BodyCopy()
  const outbound = upstream.open(incoming)
  let isDone = false
  const done = (response: RecordedExchange['response']): void => {
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
  incoming.on('data', (chunk: Buffer) => {
    sent.add(chunk)
    if (!outbound.write(chunk)) {
      incoming.pause()
      outbound.once('drain', () => incoming.resume())
    }
  })
  incoming.on('end', () => outbound.end())
  outbound.on('error', (error) => {
    done(undefined)
    if (outgoing.headersSent) outgoing.destroy()
    else respondWithProblem(outgoing, 502, `The server does not respond: ${error.message}`, [])
  })
  outbound.on('response', (received) => {
    const copy = new BodyCopy()
    outgoing.writeHead(received.statusCode ?? 502, received.statusMessage ?? '', passedOn(pairsOf(received)))
    received.on('data', (chunk: Buffer) => {
      copy.add(chunk)
      if (!outgoing.write(chunk)) {
        received.pause()
        outgoing.once('drain', () => received.resume())
      }
    })
    received.on('end', () => {
      outgoing.end()
      done(recordedResponse(received, copy))
    })
    received.on('error', () => {
      done(undefined)
      outgoing.destroy()
    })
  })
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) outbound.destroy()
    done(undefined)
  })
}
