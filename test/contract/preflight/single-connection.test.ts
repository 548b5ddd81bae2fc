import { connect, createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import { startLocalTarget } from '../../../src/sandbox/local-target.ts'
import { scaled } from '../../time-scale.ts'
import { describedOnce, failedRules, startProxy } from '../support/proxy.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** What a server does with further connections while it serves one. */
type Further = 'wait' | 'close' | 'reset'

/** Starts a server of TCP connections in front of another one. It serves one connection at a time. */
async function startSingle(origin: string, further: Further): Promise<string> {
  const { hostname, port } = new URL(origin)
  const waiting: Socket[] = []
  let current: Socket | undefined
  const serve = (socket: Socket): void => {
    current = socket
    const upstream = connect(Number(port), hostname)
    socket.pipe(upstream).pipe(socket)
    upstream.on('error', () => socket.destroy())
    socket.on('close', () => {
      upstream.destroy()
      current = undefined
      const next = waiting.shift()
      if (next !== undefined) serve(next)
    })
  }
  const server = createTcpServer({ allowHalfOpen: false }, (socket) => {
    socket.on('error', () => undefined)
    if (current === undefined || current.destroyed) serve(socket)
    else if (further === 'wait') {
      waiting.push(socket)
      socket.once('close', () => {
        if (waiting.includes(socket)) waiting.splice(waiting.indexOf(socket), 1)
      })
    } else if (further === 'close') socket.end()
    else socket.resetAndDestroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const NOTE = /serves one connection at a time, so the run used --concurrency 1/

async function testSingle(further: Further, faults: readonly string[] = []): Promise<Report> {
  const local = await startLocalTarget('leanrails', { faults, latency: 0 })
  const { apiKey, otherApiKey, fixtures } = local
  try {
    return await runContract({
      description: await describedOnce('leanrails'),
      target: {
        baseUrl: await startSingle(local.baseUrl, further),
        apiKey,
        otherApiKey,
        timeout: scaled(5000),
      },
      fixtures,
      seed: 1,
      runs: 2,
      selection: { only: ['lifecycle', 'examples', 'auth', 'concurrency', 'idempotency'] },
    })
  } finally {
    await local.close()
  }
}

describe('a server that serves one connection at a time', () => {
  test.each<[string, Further]>([
    ['lets further ones wait', 'wait'],
    ['closes further ones', 'close'],
    ['resets further ones', 'reset'],
  ])(
    'and %s is tested without failures, and races stay untested',
    { timeout: scaled(90_000) },
    async (_, further) => {
      const report = await testSingle(further)
      expect(failedRules(report)).toEqual([])
      expect(report.notes.filter((note) => NOTE.test(note))).toHaveLength(1)
      expect(report.summary.passed).toBeGreaterThan(40)
      const races = report.rules.filter(({ id }) => /\/(?:lifecycle\/once|idempotency\/inProgress)$/.test(id))
      expect(races.map(({ verdict, reason }) => [verdict, reason])).toEqual([
        ['untested', 'the target serves one connection at a time'],
        ['untested', 'the target serves one connection at a time'],
      ])
    },
  )

  test('is tested although fixtures use another client', { timeout: scaled(90_000) }, async () => {
    const local = await startLocalTarget('leanrails', { latency: 0 })
    const baseUrl = await startSingle(local.baseUrl, 'wait')
    const { apiKey } = local
    try {
      const report = await runContract({
        description: await describedOnce('leanrails'),
        target: { baseUrl, apiKey, timeout: scaled(5000) },
        fixtures: {
          create: (state, context) =>
            local.fixtures.create(state, {
              ...context,
              fetch: (input, init) =>
                fetch(input, { ...init, headers: { ...(init?.headers as object), connection: 'close' } }),
            }),
        },
        seed: 1,
        selection: { only: ['lifecycle'] },
      })
      expect(failedRules(report)).toEqual([])
      expect(report.rules.find(({ id }) => id.endsWith('/lifecycle/canceled'))?.verdict).toBe('passed')
    } finally {
      await local.close()
    }
  })

  test('has its faults found', { timeout: scaled(90_000) }, async () => {
    const report = await testSingle('wait', ['idempotency-forgotten'])
    expect(failedRules(report).join()).toContain('idempotency/replay')
  })
})

/** Starts a server in front of another one that handles one request at a time, but any number of connections. */
const startSequential = (origin: string): ReturnType<typeof startProxy> => {
  let last: Promise<unknown> = Promise.resolve()
  return startProxy(origin, (_, pass) => {
    const reply = last.then(() => pass())
    last = reply.catch(() => undefined)
    return reply
  })
}

test('a server that handles one request at a time has its races tested', async () => {
  const local = await startLocalTarget('leanrails', { latency: 0 })
  const { apiKey, fixtures } = local
  const proxy = await startSequential(local.baseUrl)
  try {
    const report = await runContract({
      description: await describedOnce('leanrails'),
      target: { baseUrl: proxy.url, apiKey },
      fixtures,
      seed: 1,
      selection: { only: ['concurrency'] },
    })
    expect(failedRules(report)).toEqual([])
    expect(report.notes.join()).not.toMatch(NOTE)
    expect(report.rules.find(({ id }) => id.endsWith('/lifecycle/once'))?.verdict).toBe('passed')
  } finally {
    await proxy.close()
    await local.close()
  }
})

test.each([2, 3, 5])(
  'a server that loses every response number %d is not one of a single connection',
  async (every) => {
    const local = await startLocalTarget('leanrails', { latency: 0 })
    let requests = 0
    const proxy = await startProxy(local.baseUrl, (_, pass) => {
      requests += 1
      return requests % every === every - 1 ? Promise.resolve('drop') : pass()
    })
    const { apiKey } = local
    try {
      const report = await runContract({
        description: await describedOnce('leanrails'),
        target: { baseUrl: proxy.url, apiKey },
        // Fixtures bypass the proxy, because they are not under test.
        fixtures: {
          create: (state, context) => local.fixtures.create(state, { ...context, baseUrl: local.baseUrl }),
        },
        seed: 1,
        selection: { only: ['examples'] },
      })
      expect(report.notes.join()).not.toMatch(NOTE)
    } finally {
      await proxy.close()
      await local.close()
    }
  },
)
