import { createServer as createHttpServer, request as send } from 'node:http'
import type { Server } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { scaled } from '../../time-scale.ts'
import { describedOnce, failedRules } from '../support/proxy.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** How a server with workers deals with connections. */
interface Workers {
  readonly count: number
  /** Whether a worker closes its connection after a response. */
  readonly closes?: boolean
  /** Whether a connection without a worker is reset. Otherwise it waits. */
  readonly resets?: boolean
}

/** Starts a server in front of another one. Each of its workers serves one connection until it is closed. */
async function startWorkers(
  origin: string,
  { count, closes = false, resets = false }: Workers,
): Promise<string> {
  const http = forwarding(origin, closes)
  const waiting: Socket[] = []
  let busy = 0
  const serve = (socket: Socket): void => {
    busy += 1
    socket.on('close', () => {
      busy -= 1
      const next = waiting.shift()
      if (next !== undefined) serve(next)
    })
    http.emit('connection', socket)
    socket.resume()
  }
  const server = createTcpServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => undefined)
    if (busy < count) serve(socket)
    else if (resets) socket.resetAndDestroy()
    else waiting.push(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.close()
    http.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function forwarding(origin: string, closes: boolean): Server {
  const { hostname, port } = new URL(origin)
  return createHttpServer({ keepAliveTimeout: scaled(60_000) }, (incoming, outgoing) => {
    const { method, url, rawHeaders } = incoming
    const forwarded = send({ hostname, port, method, path: url, headers: rawHeaders }, (response) => {
      outgoing.writeHead(response.statusCode ?? 500, [
        ...response.rawHeaders,
        ...(closes ? ['Connection', 'close'] : []),
      ])
      response.pipe(outgoing)
    })
    forwarded.on('error', () => outgoing.destroy())
    incoming.pipe(forwarded)
  })
}

async function testWorkers(workers: Workers, faults: readonly string[] = []): Promise<Report> {
  const local = await startLocalTarget('leanrails', { faults, latency: 0 })
  const { apiKey, otherApiKey, fixtures } = local
  try {
    return await runContract({
      description: await describedOnce('leanrails'),
      target: {
        baseUrl: await startWorkers(local.baseUrl, workers),
        apiKey,
        otherApiKey,
        timeout: scaled(8000),
      },
      fixtures,
      seed: 1,
      runs: 2,
      selection: { only: ['lifecycle', 'examples', 'auth', 'concurrency'] },
    })
  } finally {
    await local.close()
  }
}

const races = (report: Report) =>
  report.rules.filter(({ id }) => /\/(?:lifecycle\/once|idempotency\/inProgress)$/.test(id))
const verdictsOf = (report: Report): string[] => races(report).map(({ verdict }) => verdict)
const notes = (report: Report): string[] => report.notes.filter((note) => /\bat a time\b/.test(note))

describe('a server whose workers each serve a connection until it is closed', () => {
  test.each([2, 3, 7])(
    'is tested without failures, races included: %d workers',
    { timeout: scaled(120_000) },
    async (count) => {
      const report = await testWorkers({ count })
      expect(failedRules(report)).toEqual([])
      expect(notes(report)).toEqual([
        `the target serves ${count} connections at a time, so the run closed each after its response.`,
      ])
      expect(verdictsOf(report)).toEqual(['passed', 'passed'])
    },
  )

  test('has its races found', { timeout: scaled(120_000) }, async () => {
    const report = await testWorkers({ count: 4 }, ['race-check-then-act'])
    expect(failedRules(report).join()).toContain('lifecycle/once')
  })

  test(
    'is tested one request after the other if it resets further connections',
    { timeout: scaled(120_000) },
    async () => {
      const report = await testWorkers({ count: 3, resets: true })
      expect(failedRules(report)).toEqual([])
      expect(notes(report)).toEqual([
        'the target serves 3 connections at a time, so the run used --concurrency 1, and sent no requests at the same time.',
      ])
      expect(races(report).map(({ reason }) => reason)).toEqual([
        'the target rejects more than 3 connections',
        'the target rejects more than 3 connections',
      ])
    },
  )
})

test(
  'a server whose few workers close their connections is tested as any other',
  { timeout: scaled(120_000) },
  async () => {
    const report = await testWorkers({ count: 2, closes: true })
    expect(failedRules(report)).toEqual([])
    expect(notes(report)).toEqual([])
    expect(verdictsOf(report)).toEqual(['passed', 'passed'])
  },
)
