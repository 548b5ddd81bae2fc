import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { middleware } from '../../generated/leanrails/client.ts'
import { median } from '../statistics.ts'
import { clientsOf, ours, type Peers } from './clients.ts'

export interface Overhead {
  readonly name: string
  /** The median time of a call, in milliseconds. */
  readonly median: number
  /** The ratio of that to bare fetch, in the same run. */
  readonly ratio: number
}

/**
 * Compares the time of a call of each client with bare `fetch`, in turns, so that load on the machine affects all. The
 * order is random each time, because a call after a fast one is slower than a call after a slow one.
 *
 * @param latency how long the server takes for a call, in milliseconds
 */
export async function measureOverhead(peers: Peers, latency: number, rounds: number): Promise<Overhead[]> {
  const child = fork(join(import.meta.dirname, 'prompt-server.ts'), [String(latency)])
  try {
    const [port] = (await once(child, 'message')) as [number]
    const baseUrl = `http://127.0.0.1:${port}`
    const calls = [
      { name: 'bare fetch', cancel: () => bareFetch(`${baseUrl}/v1/payment_intents/pi_1/cancel`) },
      ...[...clientsOf(peers), ours({ middleware: middleware({ onRequest: () => undefined }) })].map(
        ({ name, make }) => ({ name, cancel: make({ baseUrl, apiKey: 'sk_test_bench' }) }),
      ),
    ]
    const times = calls.map(() => [] as number[])
    const warmUp = Math.ceil(rounds / 4)
    for (let round = -warmUp; round < rounds; round++)
      for (const index of shuffled(calls.length)) {
        const started = performance.now()
        await calls[index]?.cancel('pi_1')
        if (round >= 0) times[index]?.push(performance.now() - started)
      }
    const medians = times.map(median)
    return calls.map(({ name }, index) => {
      const own = medians[index] ?? NaN
      return { name, median: own, ratio: own / (medians[0] ?? NaN) }
    })
  } finally {
    child.disconnect()
  }
}

async function bareFetch(url: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      Authorization: 'Basic x',
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
    },
    body: JSON.stringify({ cancellation_reason: 'duplicate' }),
  })
  return response.json()
}

function shuffled(length: number): number[] {
  const drawn = Array.from({ length }, (_, index) => ({ index, by: Math.random() }))
  return drawn.sort((a, b) => a.by - b.by).map(({ index }) => index)
}
