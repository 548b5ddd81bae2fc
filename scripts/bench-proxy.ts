import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { latencies } from './bench-proxy/load.ts'
import { PROXIES, startBackend, startProxy } from './bench-proxy/subjects.ts'
import type { Subject } from './bench-proxy/subjects.ts'
import { markdownTable, writeSection } from './page-section.ts'
import { quantile } from './statistics.ts'

/*
 * `npm run bench:proxy`: the latency that our proxy, Prism's and Redocly's add to the same requests, measured in turns in
 * one run. Prints a table and writes it into docs/benchmarks.md. With `--quick` it takes less time and writes nothing.
 * Exits with 1 if ours adds more than 1.2 times the latency of the faster of the others.
 */

const LIMIT = 1.2
const isQuick = process.argv.includes('--quick')
const ROUNDS = isQuick ? 3 : 6
/** Proxies check and record after the responses. So many milliseconds later, they have done it. */
const REST = 1500
/** Connections, and the requests of one round. */
const LOADS = [
  { connections: 1, count: 500 },
  { connections: 50, count: 2000 },
]
const QUANTILES = { p50: 0.5, p99: 0.99 }

const folder = mkdtempSync(join(tmpdir(), 'bench-proxy-'))
const backend = await startBackend()
const subjects: Subject[] = [backend]
try {
  for (const name of PROXIES) subjects.push(await startProxy(name, backend.url, folder))
  const rows = await measure()
  const text = markdownTable([
    ['connections', '', 'no proxy', ...PROXIES.map((name) => `${name} adds`), 'ours / faster other'],
    ...rows.map(({ cells }) => cells),
  ])
  console.log(text)
  if (!isQuick) await writeSection('docs/benchmarks.md', 'proxy', text)
  process.exitCode = rows.every(({ ratio }) => ratio <= LIMIT) ? 0 : 1
} finally {
  for (const subject of subjects.reverse()) await subject.stop()
  rmSync(folder, { recursive: true })
}

async function measure(): Promise<{ cells: string[]; ratio: number }[]> {
  for (const { url } of subjects) await latencies(url, 2000, 4)
  const rows = []
  for (const { connections, count } of LOADS) {
    const times = new Map(subjects.map(({ name }): [string, number[][]] => [name, []]))
    for (let round = 0; round < ROUNDS; round += 1) {
      // In turns, and in alternating order, so that other load on the machine affects all.
      for (const { name, url } of round % 2 === 0 ? subjects : [...subjects].reverse()) {
        times.get(name)?.push(await latencies(url, count, connections))
        await delay(REST)
      }
    }
    for (const [label, share] of Object.entries(QUANTILES)) {
      // The fastest of the rounds is the one that other processes disturbed least.
      const of = (name: string): number =>
        Math.min(...(times.get(name) ?? []).map((round) => quantile(round, share)))
      const direct = of(backend.name)
      const [ours = Number.NaN, ...others] = PROXIES.map((name) => of(name) - direct)
      const ratio = ours / Math.min(...others)
      const added = [ours, ...others].map(milliseconds)
      rows.push({
        cells: [String(connections), label, milliseconds(direct), ...added, ratio.toFixed(2)],
        ratio,
      })
    }
  }
  return rows
}

function milliseconds(value: number): string {
  return `${value.toFixed(2)} ms`
}
