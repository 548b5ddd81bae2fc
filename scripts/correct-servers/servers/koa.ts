import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { Body, Domain } from '../domain/api.ts'
import type { Reply } from '../domain/examples.ts'
import { listen } from '../listen.ts'
import { load } from '../packages.ts'
import { checkUtf8, headerOf, mediaTypeOf, unparsed } from './content.ts'

interface Context {
  readonly req: IncomingMessage
  readonly headers: IncomingHttpHeaders
  readonly params: Readonly<Record<string, string>>
  readonly request: {
    readonly body?: unknown
    readonly rawBody?: string
    is(type: string): string | false | null
  }
  status: number
  body: unknown
  set(headers: Readonly<Record<string, string>>): void
}

type Next = () => Promise<void>
type Middleware = (context: Context, next: Next) => Promise<void> | void

interface App {
  use(middleware: Middleware): App
  callback(): RequestListener
}

interface Router {
  post(path: string, handler: Middleware): void
  routes(): Middleware
  allowedMethods(): Middleware
}

interface ParserError extends Error {
  readonly status?: number
  readonly type?: string
}

/** Starts a server with Koa, its body parser and its router. */
export async function startKoa(domain: Domain): Promise<string> {
  const isStripe = domain.api === 'stripe'
  const Koa = (await load('koa'))['default'] as new () => App
  const { Router } = (await load('@koa/router')) as { Router: new () => Router }
  const { bodyParser } = (await load('@koa/bodyparser')) as { bodyParser: (options: object) => Middleware }
  const router = new Router()
  router.post('/v1/payment_intents/:id/cancel', async (context) => {
    const id = context.params['id'] ?? ''
    send(
      context,
      await domain.cancel({ id, header: headerOf(context.headers), body: bodyOf(context, domain) }),
    )
  })
  const app = new Koa()
  app
    .use(async (context, next) => {
      const header = headerOf(context.headers)
      try {
        await next()
        // The router has set a status and no body.
        if (context.status === 405 || context.status === 501)
          send(context, domain.replies.wrongMethod(header))
        else if (context.status === 404 && context.body === undefined) {
          send(context, domain.replies.unknownRoute(header))
        }
      } catch (error) {
        send(context, replyTo(error as ParserError, context, domain))
      }
    })
    .use(readBeside)
    .use(bodyParser({ enableTypes: [isStripe ? 'form' : 'json'] }))
    .use(requireUtf8)
    .use(router.routes())
    .use(router.allowedMethods())
  return listen(createServer(app.callback()))
}

/** The bytes of a request, read beside the parser, which replaces those that are not UTF-8. */
const received = new WeakMap<IncomingMessage, Buffer[]>()

const readBeside: Middleware = ({ req, headers }, next) => {
  const chunks: Buffer[] = []
  received.set(req, chunks)
  if (headers['content-encoding'] === undefined) req.on('data', (chunk: Buffer) => chunks.push(chunk))
  return next()
}

const requireUtf8: Middleware = ({ req }, next) => {
  checkUtf8(Buffer.concat(received.get(req) ?? []))
  return next()
}

function bodyOf(context: Context, domain: Domain): Body {
  const { body, rawBody } = context.request
  if (context.request.is(mediaTypeOf(domain)) === false || rawBody === undefined) {
    return unparsed(context.headers, domain)
  }
  return rawBody === '' ? undefined : { fields: body }
}

function replyTo({ status = 500, type }: ParserError, { headers }: Context, domain: Domain): Reply {
  const header = headerOf(headers)
  if (type === 'entity.too.large') return domain.replies.tooLarge(header)
  if (status === 415) return domain.replies.mediaTypeUnsupported(header)
  return domain.replies.reject(status < 500 ? 'body_malformed' : 'internal_error', header)
}

function send(context: Context, { status, headers, body }: Reply): void {
  context.status = status
  context.set(headers)
  context.body = body
}
