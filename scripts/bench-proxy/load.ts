import { Agent } from 'node:http'
import { post } from '../post.ts'
import type { PostRequest } from '../post.ts'

/** Sends `count` valid requests over persistent `connections`. Returns the time of each in milliseconds. */
export async function latencies(url: URL, count: number, connections: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, noDelay: true })
  const times: number[] = []
  const worker = async (): Promise<void> => {
    while (times.length < count) {
      const before = performance.now()
      await post(url, makeRequest(), agent)
      times.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  agent.destroy()
  return times
}

let sent = 0
const BODY = '{"cancellation_reason":"Ordered twice"}'
const AUTHORIZATION = `Basic ${Buffer.from('sk_test_bench:').toString('base64')}`

/** Each request has its own id and key. */
function makeRequest(): PostRequest {
  sent += 1
  const headers = {
    Authorization: AUTHORIZATION,
    'Idempotency-Key': `bench-${sent}`,
    'Content-Type': 'application/json',
    'Content-Length': BODY.length,
  }
  return { path: `/v1/payment_intents/pi_${sent}/cancel`, headers, body: BODY }
}
