import { runContract } from '../../../src/contract/index.ts'
import type { Report, RunOptions } from '../../../src/contract/index.ts'
import type { Description, OperationObject, Schema } from '../../../src/description/index.ts'
import { describeOperation } from './description.ts'
import { startProxy } from './proxy.ts'
import type { Reply, ReceivedRequest } from './proxy.ts'

export const KEY = 'key-of-Ada-0123456789'

/** A server of one operation, by default at `/things`. */
export type SmallServer = (request: ReceivedRequest) => Reply | Promise<Reply>

/** Tests a small server against its description. */
export async function testSmallServer(
  description: Description,
  server: SmallServer,
  {
    apiKey = KEY,
    only = [],
    allowDestructive = false,
    maxRequests = Number.POSITIVE_INFINITY,
    maxTime = Number.POSITIVE_INFINITY,
    maxResponse = 10_000_000,
    ...options
  }: {
    apiKey?: string
    only?: string[]
    allowDestructive?: boolean
    maxRequests?: number
    maxTime?: number
    maxResponse?: number
  } & Partial<RunOptions> = {},
): Promise<Report> {
  const proxy = await startProxy('http://unused.test', (request) => Promise.resolve(server(request)))
  try {
    return await runContract({
      description,
      target: {
        baseUrl: proxy.url,
        apiKey,
        timeout: 3000,
        allowDestructive,
        maxRequests,
        maxTime,
        maxResponse,
      },
      seed: 1,
      selection: { only },
      ...options,
    })
  } finally {
    await proxy.close()
  }
}

/** Returns the ids of the rules that a small server fails. */
export async function failedRuleIds(...given: Parameters<typeof testSmallServer>): Promise<string[]> {
  const { rules } = await testSmallServer(...given)
  return rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
}

/** Returns a description of `GET /things`. */
export function describeGet(operation: OperationObject, document: object = {}): Description {
  return describeOperation(operation, { method: 'get', document })
}

/** Returns a server of `GET /things` that rejects other paths and methods. */
export function createGetServer(respond: SmallServer): SmallServer {
  return (request) => {
    if (request.url.split('?')[0] !== '/things') return json(404, { error: 'unknown path' })
    return /^(?:GET|HEAD)$/.test(request.method)
      ? respond(request)
      : { ...json(405, { error: 'unknown method' }), headers: [['Allow', 'GET, HEAD']] }
  }
}

export function reply(
  status: number,
  body: Buffer | string = '',
  headers: Record<string, string> = {},
): Reply {
  return { status, headers: Object.entries(headers), body: Buffer.from(body) }
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return reply(status, JSON.stringify(value), { 'Content-Type': 'application/json', ...headers })
}

/** Returns a documented response with a JSON body. */
export function jsonResponse(schema: object, more: object = {}): { description: string } {
  return { description: 'One.', content: { 'application/json': { schema } }, ...more } as never
}

/** Returns documented error responses. */
export function rejections(...statuses: number[]): Record<string, { description: string }> {
  const schema = { type: 'object', required: ['error'] }
  return Object.fromEntries(statuses.map((status) => [String(status), jsonResponse(schema)]))
}

export const THING: Schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } }
