import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { basic, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

interface SlowCancellation {
  readonly id: string
  readonly reason: string
  readonly key?: string
}

/** Sends cancellations whose bodies arrive in two halves at the same time. Returns status codes and reasons. */
async function cancelSlowly(t: Tester, cancellations: readonly SlowCancellation[]): Promise<string[]> {
  const { hostname, port } = new URL(t.sandbox.url)
  const sent = cancellations.map(({ id, reason, key = randomUUID() }) => {
    const body = t.encode(reason)
    const headers = {
      Authorization: basic(t.sandbox.keys.secret),
      'Idempotency-Key': key,
      'Content-Type': t.mediaType,
      'Content-Length': Buffer.byteLength(body),
    }
    const path = `/v1/payment_intents/${id}/cancel`
    const outgoing = request({ hostname, port, method: 'POST', path, agent: false, headers })
    const response = new Promise<string>((resolve, reject) => {
      outgoing.on('error', reject)
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () => {
          const json = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
          const shown = json['cancellation_reason']
          resolve(`${incoming.statusCode ?? 0}${typeof shown === 'string' ? ` ${shown}` : ''}`)
        })
      })
    })
    outgoing.write(body.slice(0, 10))
    return { end: () => outgoing.end(body.slice(10)), response }
  })
  await pause(50)
  for (const { end } of sent) end()
  return Promise.all(sent.map(({ response }) => response))
}

const REASONS = ['duplicate', 'fraudulent', 'abandoned', 'requested_by_customer']

/** Probes of concurrent requests with bodies that arrive in parts. */
export const slowBodyProbes: readonly Probe[] = [
  {
    about: 'of cancellations with slow bodies and different keys, one succeeds',
    faults: [
      'race-state-read-before-body',
      'race-state-read-before-slow-body',
      'race-lock-while-reading',
      'race-bodies-nobody-wins',
      'race-with-a-body',
    ],
    run: async (t) => {
      const id = await t.create()
      const responses = await cancelSlowly(
        t,
        REASONS.map((reason) => ({ id, reason })),
      )
      return responses.map((text) => text.slice(0, 3)).sort()
    },
    expected: ['200', '400', '400', '400'],
  },
  {
    about: 'of cancellations with slow bodies, the successful one has its own reason',
    faults: ['race-loser-writes-reason'],
    latency: 0,
    run: async (t) => {
      const id = await t.create()
      const responses = await cancelSlowly(
        t,
        REASONS.map((reason) => ({ id, reason })),
      )
      const winner = responses.findIndex((text) => text.startsWith('200'))
      return responses[winner] === `200 ${REASONS[winner] ?? ''}`
    },
    expected: true,
  },
  {
    about: 'of slow requests with one key, one is executed and the others must wait',
    faults: ['race-key-read-before-body', 'race-key-read-before-slow-body', 'race-key-kept-while-parsing'],
    latency: 50,
    run: async (t) => {
      const id = await t.create()
      const responses = await cancelSlowly(
        t,
        [1, 2, 3].map(() => ({ id, reason: 'duplicate', key: 'slow' })),
      )
      return responses.map((text) => text.slice(0, 3)).sort()
    },
    expected: ['200', '409', '409'],
  },
  {
    about: 'of slow requests with one key and other bodies, one succeeds',
    faults: ['race-body-of-the-first'],
    latency: 50,
    run: async (t) => {
      const id = await t.create()
      const responses = await cancelSlowly(t, [
        { id, reason: 'duplicate', key: 'slow' },
        { id, reason: 'fraudulent', key: 'slow' },
      ])
      return responses.filter((text) => text.startsWith('200')).length
    },
    expected: 1,
  },
  {
    about: 'slow cancellations of different PaymentIntents have their own reasons',
    faults: ['race-slow-bodies-mixed-up'],
    run: async (t) => {
      const cancellations = await Promise.all(
        REASONS.map(async (reason) => ({ id: await t.create(), reason })),
      )
      return cancelSlowly(t, cancellations)
    },
    expected: REASONS.map((reason) => `200 ${reason}`),
  },
]
