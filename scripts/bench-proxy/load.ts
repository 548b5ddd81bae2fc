import { Agent, request } from 'node:http'

/** Sends `count` valid requests over persistent `connections`. Returns the time of each in milliseconds. */
export async function latencies(url: URL, count: number, connections: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, noDelay: true })
  const times: number[] = []
  const worker = async (): Promise<void> => {
    while (times.length < count) {
      const before = performance.now()
      await send(url, agent)
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

/** Each request has its own id and key. @throws Error for any status code but 200 */
function send(url: URL, agent: Agent): Promise<void> {
  sent += 1
  const headers = {
    Authorization: AUTHORIZATION,
    'Idempotency-Key': `bench-${sent}`,
    'Content-Type': 'application/json',
    'Content-Length': BODY.length,
  }
  const path = `/v1/payment_intents/pi_${sent}/cancel`
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: url.hostname, port: url.port, method: 'POST', path, headers, agent },
      (incoming) => {
        incoming.resume()
        incoming.on('end', () => {
          if (incoming.statusCode === 200) resolve()
          else reject(new Error(`${url.href} returned ${incoming.statusCode ?? 'nothing'}.`))
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(BODY)
  })
}
