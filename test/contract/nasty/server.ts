import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault } from './faults.ts'
import { problem, ROUTES } from './operations.ts'
import type { Reply, State } from './operations.ts'

/** Starts a server of `description.yaml` under `/v1`. It is correct except for its faults. */
export async function startNasty(
  faults: readonly Fault[] = [],
): Promise<{ readonly baseUrl: string; close(): Promise<void> }> {
  const state: State = { beds: new Map(), plants: new Map(), next: 1000 }
  const known = new Set(faults)
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { status, body: data, type, headers } = respond(request, body, state, known)
      const bytes = data === undefined || Buffer.isBuffer(data) ? data : Buffer.from(textOf(data))
      response.writeHead(status, {
        ...(bytes === undefined ? {} : { 'Content-Type': type ?? 'application/json' }),
        ...headers,
      })
      response.end(request.method === 'HEAD' ? undefined : bytes)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function textOf(data: unknown): string {
  return typeof data === 'string' ? data : JSON.stringify(data)
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function respond(request: IncomingMessage, body: Buffer, state: State, faults: ReadonlySet<Fault>): Reply {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const route = ROUTES.find(({ pattern }) => pattern.test(path))
  if (route === undefined) return problem(404, 'Unknown path')
  const { method = '' } = request
  const handler = route.methods[method] ?? (method === 'HEAD' ? route.methods['GET'] : undefined)
  if (handler === undefined)
    return problem(405, 'Unknown method', { Allow: Object.keys(route.methods).join(', ') })
  let segments: string[]
  try {
    segments = (route.pattern.exec(path) ?? []).slice(1).map(decodeURIComponent)
  } catch {
    return problem(400, 'The path is not a URI')
  }
  return handler({ request, segments, query, body, state, faults })
}
