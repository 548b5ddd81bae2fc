import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import { buffer } from 'node:stream/consumers'
import type { Body, Domain } from '../domain/api.ts'
import type { Reply } from '../domain/examples.ts'
import { listen } from '../listen.ts'
import { checkUtf8, headerOf, mediaTypeOf, unparsed } from './content.ts'

const LIMIT = 512 * 1024

/** Starts a server with nothing but Node.js. */
export function startNode(domain: Domain): Promise<string> {
  const serve = async (request: IncomingMessage): Promise<Reply> => {
    const header = headerOf(request.headers)
    const { pathname } = new URL(request.url ?? '', 'http://server')
    const id = /^\/v1\/payment_intents\/([^/]*)\/cancel$/.exec(pathname)?.[1]
    if (id === undefined) return domain.replies.unknownRoute(header)
    if (request.method !== 'POST') return domain.replies.wrongMethod(header)
    return domain.cancel({ id: decoded(id), header, body: await read(request, domain) })
  }
  return listen(
    createServer((request, response) => {
      serve(request).then(
        (reply) => write(response, reply),
        () => write(response, domain.replies.reject('internal_error')),
      )
    }),
  )
}

/** Returns a decoded path segment, or the segment if it has an invalid escape. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

async function read(request: IncomingMessage, domain: Domain): Promise<Body> {
  const bytes = await buffer(request)
  if (bytes.length === 0) return undefined
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  if (type.trim().toLowerCase() !== mediaTypeOf(domain)) return unparsed(request.headers, domain)
  if (bytes.length > LIMIT) return { rejection: 'too_large' }
  try {
    checkUtf8(bytes)
    const text = bytes.toString()
    return { fields: domain.api === 'stripe' ? { ...parse(text) } : (JSON.parse(text) as unknown) }
  } catch {
    return { rejection: 'body_malformed' }
  }
}

function write(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
