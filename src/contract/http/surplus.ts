import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'

/** How many bytes of a connection are kept. The head of a response is shorter. */
const MAX_BYTES = 100_000

/** Whether a response has no content, whatever its headers say (RFC 9112, section 6.3). */
export function hasNoContent(method: string, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 304
}

/**
 * Watches the bytes of a connection, because node:http does not show the content of a response that must have none.
 *
 * @returns `end` ends it, and `count` returns how many bytes follow the head of the response
 */
export function watchSurplus(outgoing: ClientRequest): { end(): void; count(): number } {
  const chunks: Buffer[] = []
  let size = 0
  let watched: Socket | undefined
  const keep = (chunk: Buffer): void => {
    if (size < MAX_BYTES) chunks.push(chunk)
    size += chunk.length
  }
  outgoing.once('socket', (socket) => {
    watched = socket
    socket.prependListener('data', keep)
  })
  return {
    end: () => void watched?.off('data', keep),
    count: () => surplusOf(Buffer.concat(chunks).toString('latin1')),
  }
}

function surplusOf(text: string): number {
  // Interim responses come first (RFC 9110, section 15.2).
  const response = text.replace(/^(?:HTTP\/\d\.\d 1\d\d[^]*?\r\n\r\n)+/, '')
  const end = response.indexOf('\r\n\r\n')
  return end < 0 ? 0 : response.length - end - 4
}
