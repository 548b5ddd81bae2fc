import { load, start } from './bench-mock/load.ts'
import type { Load } from './bench-mock/load.ts'
import type { PostRequest } from './post.ts'
import { median } from './statistics.ts'

/**
 * `npm run bench:mock`: compares our mock with bare Prism, with the same description and the same valid request, measured
 * in turns in one run. Exits with 1 if ours is more than 15 % slower.
 */
const ROUNDS = 9
const LIMIT = 1.15
const BODY = '{"cancellation_reason":"Ordered twice"}'

let count = 0

/** Each request has its own id and key, so that our mock executes every one. */
function leanrails(): PostRequest {
  count += 1
  return {
    path: `/v1/payment_intents/pi_${count}/cancel`,
    headers: {
      Authorization: `Basic ${Buffer.from('sk_test_bench:').toString('base64')}`,
      'Idempotency-Key': `bench-${count}`,
      'Content-Type': 'application/json',
      'Content-Length': String(BODY.length),
    },
    body: BODY,
  }
}

const subjects = { bare: await start('bare', 'leanrails'), mock: await start('mock', 'leanrails') }
const results: Record<'bare' | 'mock', { serial: Load[]; concurrent: Load[] }> = {
  bare: { serial: [], concurrent: [] },
  mock: { serial: [], concurrent: [] },
}
for (const subject of Object.values(subjects)) await load(subject, leanrails, 1000, 4)
for (let round = 0; round < ROUNDS; round += 1) {
  // In turns, and in alternating order, so that other load on the machine affects both.
  for (const subjectName of round % 2 === 0 ? (['bare', 'mock'] as const) : (['mock', 'bare'] as const)) {
    results[subjectName].serial.push(await load(subjects[subjectName], leanrails, 300, 1))
    results[subjectName].concurrent.push(await load(subjects[subjectName], leanrails, 800, 8))
  }
}
for (const { child } of Object.values(subjects)) child.disconnect()

const measures = {
  'latency, median, ms': (subjectName: 'bare' | 'mock') =>
    median(results[subjectName].serial.flatMap((run) => run.latencies)),
  'time for each of 8 at once, ms': (subjectName: 'bare' | 'mock') =>
    median(results[subjectName].concurrent.map((run) => 1000 / run.throughput)),
  'processor time of the server, ms': (subjectName: 'bare' | 'mock') =>
    median(results[subjectName].concurrent.map((run) => run.cpu)) / 1000,
}
const rows = Object.entries(measures).map(([name, measure]) => {
  const [bare, mock] = [measure('bare'), measure('mock')]
  return { name, bare, mock, ratio: mock / bare }
})
console.log(`${''.padEnd(34)}bare Prism  our mock  ratio`)
for (const { name, bare, mock, ratio } of rows) {
  console.log(
    name.padEnd(34) +
      bare.toFixed(3).padStart(10) +
      mock.toFixed(3).padStart(10) +
      ratio.toFixed(2).padStart(7),
  )
}
const slow = rows.filter(({ ratio }) => ratio > LIMIT)
console.log(
  slow.length === 0
    ? `No measure is above ${LIMIT}.`
    : `Above ${LIMIT}: ${slow.map(({ name }) => name).join('; ')}.`,
)
process.exitCode = slow.length === 0 ? 0 : 1
