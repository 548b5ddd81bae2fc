import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { jsonResponse, KEY, rejections } from '../support/small.ts'
import { describeOperation } from '../support/description.ts'

const run = promisify(execFile)

const description = describeOperation(
  {
    operationId: 'changeThing',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'thing_1' }],
    requestBody: {
      content: { 'application/json': { schema: { type: 'object' }, example: { note: 'Twice' } } },
    },
    security: [{ bearer: [] }],
    responses: { '200': jsonResponse({ type: 'object' }), ...rejections(400, 401, 404, 405, 415) },
  } as never,
  {
    path: '/things/{id}',
    document: { components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } } },
  },
)

/** What a server does with the body of a request that it rejects. */
type Rejecting = 'reads it' | 'leaves it' | 'closes the connection'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Tests a server that rejects some requests before it has read their body. */
async function testServer(
  rejecting: Rejecting,
  rejects: (head: string) => number | undefined,
): Promise<Report> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let buffer = ''
    const serve = (): void => {
      for (let end = buffer.indexOf('\r\n\r\n'); end >= 0; end = buffer.indexOf('\r\n\r\n')) {
        const head = buffer.slice(0, end)
        const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
        if (buffer.length < end + 4 + length) return
        const status = /^[A-Z]+ \S+ HTTP/.test(head) ? rejects(head) : 400
        const isLeft = status !== undefined && rejecting === 'leaves it'
        buffer = buffer.slice(end + 4 + (isLeft ? 0 : length))
        socket.write(responseOf(status ?? 404))
        if (status !== undefined && rejecting === 'closes the connection') socket.end()
      }
    }
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      serve()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const target = { baseUrl, apiKey: KEY, timeout: 3000 }
  return runContract({
    description,
    target,
    seed: 1,
    selection: { only: ['protocol/*/the next request on *'] },
  })
}

function responseOf(status: number): string {
  const body = '{"error":"rejected"}'
  return `HTTP/1.1 ${status} No\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

const withoutKey = (head: string): number | undefined => (/\r\nauthorization:/i.test(head) ? undefined : 401)
const ofOtherType = (head: string): number | undefined => (head.includes('text/plain') ? 415 : undefined)
const ofOtherMethod = (head: string): number | undefined => (head.startsWith('PUT') ? 405 : undefined)
const ofUnknownPath = (head: string): number | undefined => (/^\S+ \/things\//.test(head) ? undefined : 404)

test.each([
  ['without credentials', withoutKey],
  ['of another media type', ofOtherType],
  ['of the method PUT', ofOtherMethod],
  ['of an unknown path', ofUnknownPath],
])('a body that is left after a request %s is one finding', async (what, rejects) => {
  const report = await testServer('leaves it', rejects)
  expect(report.findings?.map(({ title }) => title)).toEqual([
    'The body of a rejected request is read as part of the next request on the connection',
  ])
  expect(report.findings?.[0]?.actual).toContain(`400: the body of the rejected request (${what})`)
  expect(report.notes).toContainEqual(expect.stringContaining('leaves bodies of rejected requests'))
  // The command shows it again: the second response of the connection is that to the body.
  const shell = await run('sh', ['-c', report.findings?.[0]?.curl ?? ''], {
    env: { ...process.env, API_KEY: KEY },
  })
  expect(shell.stdout.match(/(?<=HTTP\/1\.1 )\d+/g)?.at(-1)).toBe('400')
})

test.each<Rejecting>(['reads it', 'closes the connection'])(
  'a server is correct that %s',
  async (rejecting) => {
    const report = await testServer(rejecting, (head) => withoutKey(head) ?? ofOtherType(head))
    expect(report.findings).toEqual([])
    const tested = report.rules.find(({ id }) => id.endsWith('/no-server-error'))
    expect(tested?.verdict).toBe('passed')
  },
)
