import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Body, Domain } from '../domain/api.ts'
import type { Reply } from '../domain/examples.ts'
import { listen } from '../listen.ts'
import { load } from '../packages.ts'
import { checkUtf8, headerOf, unparsed } from './content.ts'

interface Request extends IncomingMessage {
  readonly body: unknown
  readonly params: Readonly<Record<string, string>>
}

interface Response extends ServerResponse {
  status(status: number): Response
  set(headers: Readonly<Record<string, string>>): Response
  json(body: unknown): Response
}

type Handler = (request: Request, response: Response) => Promise<void> | void

interface App {
  use(handler: unknown): void
  post(path: string, handler: Handler): void
  all(path: string, handler: Handler): void
}

interface Express {
  (): App & RequestListener
  json(options: object): unknown
  urlencoded(options: object): unknown
}

/** What the body parsers throw. */
interface ParserError extends Error {
  readonly status?: number
  readonly type?: string
}

const PATH = '/v1/payment_intents/:id/cancel'

/** Starts a server with Express, its body parsers and its router. */
export async function startExpress(domain: Domain, name: string): Promise<string> {
  const express = (await load(name))['default'] as Express
  const isStripe = domain.api === 'stripe'
  const isStrict = domain.choices.repeated === 'rejected'
  const app = express()
  const verify = (_: unknown, __: unknown, bytes: Buffer): void => checkUtf8(bytes)
  // The two parsers of forms: `qs`, and `querystring`.
  app.use(isStripe ? express.urlencoded({ extended: isStrict, verify }) : express.json({ verify }))
  app.post(PATH, async (request, response) => {
    const header = headerOf(request.headers)
    const id = request.params['id'] ?? ''
    send(response, await domain.cancel({ id, header, body: bodyOf(request, domain) }))
  })
  app.all(PATH, (request, response) => send(response, domain.replies.wrongMethod(headerOf(request.headers))))
  app.use((request: Request, response: Response) => {
    send(response, domain.replies.unknownRoute(headerOf(request.headers)))
  })
  app.use((error: ParserError, request: Request, response: Response, next: (error: Error) => void) => {
    if (response.headersSent) next(error)
    else send(response, replyTo(error, request, domain))
  })
  return listen(createServer(app))
}

/** Express 4 has an empty object for a body that no parser read. */
function bodyOf({ body, headers }: Request, domain: Domain): Body {
  const isEmpty = body === undefined || (typeof body === 'object' && Object.keys(body ?? {}).length === 0)
  const isParsed = (
    domain.api === 'stripe'
      ? /^application\/x-www-form-urlencoded\s*(?:;|$)/i
      : /^application\/json\s*(?:;|$)/i
  ).test(headers['content-type'] ?? '')
  if (isEmpty && !isParsed) return unparsed(headers, domain)
  return body === undefined ? undefined : { fields: body }
}

function replyTo({ status, type }: ParserError, { headers }: Request, domain: Domain): Reply {
  const header = headerOf(headers)
  if (type === 'entity.too.large') return domain.replies.tooLarge(header)
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return domain.replies.mediaTypeUnsupported(header)
  return domain.replies.reject(
    status === undefined || status >= 500 ? 'internal_error' : 'body_malformed',
    header,
  )
}

function send(response: Response, { status, headers, body }: Reply): void {
  response.status(status).set(headers).json(body)
}
