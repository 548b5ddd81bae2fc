import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { describeOperation } from '../support/description.ts'
import { changed, header, testSandbox } from '../support/proxy.ts'

const description = describeOperation({
  parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } }],
  'x-idempotency': {
    header: 'Idempotency-Key',
    retention: 'PT24H',
    scope: 'credential',
    stores: ['success'],
    releases: [],
    mismatch: { differs: [], responses: [] },
    inProgress: { responses: [{ status: '409' }] },
  },
  responses: {
    '200': { description: 'Done.', content: { 'application/json': { schema: { type: 'object' } } } },
  },
})

/** Returns the verdicts on the clauses about keys for a server that ignores the key. */
async function verdicts(createBody: () => object): Promise<Record<string, string>> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(createBody()))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const fixtures = { create: () => Promise.resolve({}) }
  try {
    const { rules } = await runContract({
      description,
      seed: 1,
      fixtures,
      target: { baseUrl, apiKey: 'key_1' },
    })
    const about = rules.filter(({ id }) => /idempotency\/(?:replay|stores|inProgress)/.test(id))
    return Object.fromEntries(about.map(({ id, verdict }) => [id.replace('do/idempotency/', ''), verdict]))
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

test('detects a server that executes a replay if its responses differ', async () => {
  let count = 0
  expect(await verdicts(() => ({ id: (count += 1) }))).toEqual({
    replay: 'failed',
    'stores/success': 'failed',
    inProgress: 'failed',
  })
})

test('leaves the rules untested if all responses are the same', async () => {
  expect(await verdicts(() => ({ queued: true }))).toEqual({
    replay: 'untested',
    'stores/success': 'untested',
    inProgress: 'untested',
  })
})

test.each<[string, string | undefined, number]>([
  ['waits for another second if the Date header has not changed', 'Sun, 06 Nov 1994 08:49:37 GMT', 3],
  ['waits for another second without a Date header', undefined, 3],
  ['does not wait again if the Date header has changed', 'its own', 2],
])('the replay after one second %s', async (_, date, requests) => {
  const keys = new Map<string, number>()
  const { rules } = await testSandbox({
    only: ['idempotency/*/replay after one second'],
    behavior: async (request, pass) => {
      const key = header(request, 'idempotency-key') ?? ''
      keys.set(key, (keys.get(key) ?? 0) + 1)
      const reply = await pass()
      if (date === 'its own') return reply
      const others = reply.headers.filter(([name]) => name.toLowerCase() !== 'date')
      // An empty value keeps Node from adding its own Date header.
      return changed(reply, { headers: [...others, ['Date', date ?? '']] })
    },
  })
  expect(Math.max(...keys.values())).toBe(requests)
  expect(rules.find(({ id }) => id === 'cancelPaymentIntent/idempotency/replay')?.verdict).toBe('passed')
})
