import type { IncomingHttpHeaders } from 'node:http'
import type { Domain } from '../domain/api.ts'
import type { Reply } from '../domain/examples.ts'
import { load } from '../packages.ts'
import { checkUtf8, headerOf, unparsed } from './content.ts'

interface Request {
  readonly headers: IncomingHttpHeaders
  readonly params: Readonly<Record<string, string>>
  readonly body: unknown
}

interface FastifyReply {
  code(status: number): FastifyReply
  headers(headers: Readonly<Record<string, string>>): FastifyReply
  send(body: unknown): FastifyReply
}

interface FastifyError extends Error {
  readonly code?: string
  readonly statusCode?: number
}

type Handler<First> = (first: First, ...rest: readonly [FastifyReply]) => unknown
type Done = (error: Error | null, body?: unknown) => void
type Parser = (request: Request, body: string, done: Done) => void

interface Fastify {
  register(plugin: unknown, options?: object): void
  removeContentTypeParser(type: string): void
  addContentTypeParser(
    type: string,
    options: object,
    parser: (request: Request, body: Buffer, done: Done) => void,
  ): void
  getDefaultJsonParser(prototype: string, constructor: string): Parser
  post(path: string, handler: (request: Request, reply: FastifyReply) => Promise<unknown>): void
  setNotFoundHandler(handler: Handler<Request>): void
  setErrorHandler(handler: (error: FastifyError, request: Request, reply: FastifyReply) => unknown): void
  listen(options: object): Promise<string>
}

/** Starts a server with Fastify, its parsers and its router. */
export async function startFastify(domain: Domain): Promise<string> {
  const isStripe = domain.api === 'stripe'
  const create = (await load('fastify'))['default'] as (options: object) => Fastify
  const app = create({
    frameworkErrors: (error: FastifyError, request: Request, reply: FastifyReply) =>
      send(reply, replyTo(error, request, domain)),
  })
  app.removeContentTypeParser('text/plain')
  if (isStripe) {
    app.removeContentTypeParser('application/json')
    app.register((await load('@fastify/formbody'))['default'])
  } else {
    const isStrict = domain.choices.prototype === 'rejected'
    const parse = app.getDefaultJsonParser(isStrict ? 'error' : 'remove', isStrict ? 'error' : 'ignore')
    app.removeContentTypeParser('application/json')
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
      try {
        checkUtf8(bytes)
        parse(request, bytes.toString(), done)
      } catch (error) {
        done(error as Error)
      }
    })
  }
  app.post('/v1/payment_intents/:id/cancel', async (request, reply) => {
    const id = request.params['id'] ?? ''
    // Fastify has null for a request without a body.
    const body =
      request.body === undefined || request.body === null
        ? unparsedOrNull(request, domain)
        : { fields: request.body }
    return send(reply, await domain.cancel({ id, header: headerOf(request.headers), body }))
  })
  app.setNotFoundHandler((request, reply) =>
    send(reply, domain.replies.unknownRoute(headerOf(request.headers))),
  )
  app.setErrorHandler((error, request, reply) => send(reply, replyTo(error, request, domain)))
  return app.listen({ port: 0, host: '127.0.0.1' })
}

function unparsedOrNull(request: Request, domain: Domain) {
  return request.body === null && /json/i.test(request.headers['content-type'] ?? '')
    ? { fields: null }
    : unparsed(request.headers, domain)
}

function replyTo({ code, statusCode = 500, name }: FastifyError, request: Request, domain: Domain): Reply {
  const header = headerOf(request.headers)
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return domain.replies.tooLarge(header)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return domain.replies.mediaTypeUnsupported(header)
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return domain.replies.reject('intent_missing', header)
  const isClients = statusCode < 500 || name === 'NotUtf8'
  return domain.replies.reject(isClients ? 'body_malformed' : 'internal_error', header)
}

function send(reply: FastifyReply, { status, headers, body }: Reply): FastifyReply {
  return reply.code(status).headers(headers).send(body)
}
