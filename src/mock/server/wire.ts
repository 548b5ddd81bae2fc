import { createRequire } from 'node:module'
import type { Draft, Reply } from './reply.ts'
import { contentType, withHeaders } from './reply.ts'

/** Prism's own; its index does not give it out. */
const { serialize } = createRequire(import.meta.url)('@stoplight/prism-http-server/dist/serialize.js') as {
  serialize: (body: unknown, mediaType: string) => unknown
}

/** A draft as it is sent; JSON, XML and text as Prism writes them. A body of another type that is no text is JSON. */
export function toReply(draft: Draft): Reply {
  const { status, headers, body } = draft
  if (body === undefined || status === 204 || status === 304) {
    return { status, headers: withHeaders(headers, { 'Content-Type': undefined }) }
  }
  return { status, headers, body: text(body, contentType(draft)) }
}

function text(body: unknown, mediaType: string): string {
  try {
    const written = serialize(body, mediaType)
    return typeof written === 'string' ? written : ''
  } catch {
    return typeof body === 'string' ? body : JSON.stringify(body)
  }
}
