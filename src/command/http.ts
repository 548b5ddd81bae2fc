import type { IncomingMessage, ServerOptions } from 'node:http'

/** Options of an HTTP server that passes on whatever a client sends. */
export const SERVER_OPTIONS: ServerOptions = {
  // A path of 10,000 characters is for the API to reject, not for the parser.
  maxHeaderSize: 1024 * 1024,
  requireHostHeader: false,
  // Clients that reuse a connection must find it open.
  keepAliveTimeout: 65_000,
}

/**
 * Reads the body of a request to its end.
 *
 * @param maxBytes the longest body that is kept; the rest of a longer one is dropped
 * @throws Error if the client ends the connection before the end of the body
 */
export async function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<{ body: Buffer; oversized: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
  }
  const [first] = chunks
  const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
  return { body, oversized: length > maxBytes }
}

/** Returns headers by lower-case name, from Node's flat list of names and values. */
export function headersFrom(raw: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const values = headers.get(name)
    if (values === undefined) headers.set(name, [raw[index + 1] ?? ''])
    else values.push(raw[index + 1] ?? '')
  }
  return headers
}
