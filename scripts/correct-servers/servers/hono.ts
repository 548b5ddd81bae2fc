import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { Body, Domain } from '../domain/api.ts'
import type { Reply } from '../domain/examples.ts'
import { listen } from '../listen.ts'
import { load } from '../packages.ts'
import { mediaTypeOf, unparsed } from './content.ts'

interface Context {
  readonly req: {
    readonly raw: Request
    param(name: string): string
    header(): Record<string, string>
    header(name: string): string | undefined
    arrayBuffer(): Promise<ArrayBuffer>
    parseBody(options: object): Promise<Record<string, unknown>>
  }
  json(body: unknown, status: number, headers: Readonly<Record<string, string>>): Response
}

type Handler = (context: Context) => Promise<Response> | Response

interface App {
  post(path: string, handler: Handler): void
  all(path: string, handler: Handler): void
  notFound(handler: Handler): void
  onError(handler: (error: Error, context: Context) => Response): void
  readonly fetch: unknown
}

const PATH = '/v1/payment_intents/:id/cancel'

/** Starts a server with Hono and its adapter for Node.js. */
export async function startHono(domain: Domain): Promise<string> {
  const { Hono } = (await load('hono')) as { Hono: new () => App }
  const { getRequestListener } = (await load('@hono/node-server')) as {
    getRequestListener: (fetch: unknown) => RequestListener
  }
  const app = new Hono()
  const header = (context: Context) => (name: string) => context.req.header(name)
  app.post(PATH, async (context) => {
    const body = await bodyOf(context, domain)
    return send(context, await domain.cancel({ id: context.req.param('id'), header: header(context), body }))
  })
  app.all(PATH, (context) => send(context, domain.replies.wrongMethod(header(context))))
  app.notFound((context) => send(context, domain.replies.unknownRoute(header(context))))
  app.onError((_, context) => send(context, domain.replies.reject('internal_error', header(context))))
  return listen(createServer(getRequestListener(app.fetch)))
}

async function bodyOf({ req }: Context, domain: Domain): Promise<Body> {
  const [type = ''] = (req.header('content-type') ?? '').split(';')
  if (type.trim().toLowerCase() !== mediaTypeOf(domain)) return unparsed(req.header(), domain)
  const bytes = await req.arrayBuffer()
  if (bytes.byteLength === 0) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return {
      fields:
        domain.api === 'stripe'
          ? await req.parseBody({ all: domain.choices.repeated === 'rejected' })
          : (JSON.parse(text) as unknown),
    }
  } catch {
    return { rejection: 'body_malformed' }
  }
}

function send(context: Context, { status, headers, body }: Reply): Response {
  return context.json(body, status, headers)
}
