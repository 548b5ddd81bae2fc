import type { IncomingMessage, InformationEvent, ServerResponse } from 'node:http'
import { pairsOf, passedOn } from './exchange-recorder.ts'
import { respondWithProblem } from './problem.ts'

/**
 * Writes the status line and the headers of a response as they were received.
 *
 * @returns false if they cannot be written. The client gets 502 then
 */
export function writeHead(
  outgoing: ServerResponse,
  { httpVersion }: IncomingMessage,
  received: IncomingMessage,
): boolean {
  const { statusCode = 502, statusMessage = '' } = received
  const headers = passedOn(pairsOf(received))
  try {
    outgoing.writeHead(statusCode, statusMessage, httpVersion === '1.0' ? unchunked(headers) : headers)
    return true
  } catch (error) {
    // A status code such as 099, or a control character.
    const reason = error instanceof Error ? error.message : String(error)
    respondWithProblem(outgoing, 502, `The response cannot be passed on: ${reason}`, [])
    return false
  }
}

/** HTTP/1.0 has no chunks: the end of the connection ends the body. */
function unchunked(headers: readonly string[]): string[] {
  return headers.filter((_, index) => !/^transfer-encoding$/i.test(headers[index - (index % 2)] ?? ''))
}

/** Passes an interim response on, such as 100 or 103. */
export function passInformation(
  { statusCode, headers }: InformationEvent,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  if (incoming.httpVersion === '1.0' || outgoing.headersSent) return
  if (statusCode === 100 && incoming.headers.expect !== undefined) outgoing.writeContinue()
  if (statusCode === 102) outgoing.writeProcessing()
  if (statusCode !== 103 || headers['link'] === undefined) return
  try {
    const hints = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    )
    outgoing.writeEarlyHints(Object.fromEntries(hints))
  } catch {
    // Node.js rejects some links. A hint is not necessary.
  }
}
