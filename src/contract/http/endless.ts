import type { IncomingMessage } from 'node:http'

/** For how many milliseconds a stream that may never end is read. */
export const LISTENING = 500

/**
 * Returns whether the content of a response may never end: events, and parts that replace each other. A response that says
 * how long it is does end.
 */
export function isEndless({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return (
    headers['content-length'] === undefined &&
    // What is compressed cannot be read in part.
    headers['content-encoding'] === undefined &&
    /^(?:text\/event-stream|multipart\/x-mixed-replace)\s*(?:;|$)/i.test(headers['content-type'] ?? '')
  )
}
