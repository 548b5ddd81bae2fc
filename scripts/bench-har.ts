import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordCalls } from './bench-har/record-calls.ts'
import { drift, driftArgs, ours, oursArgs, startPrism } from './bench-har/tools.ts'
import type { Tool } from './bench-har/tools.ts'
import { ORIGIN, writeRecording } from './bench-har/write-recording.ts'
import { run } from './bench-generate/measure.ts'
import { markdownTable, writeSection } from './page-section.ts'
import type { FaultName } from '../src/sandbox/index.ts'

/*
 * `npm run bench:har`: what `contract --har`, Redocly's `drift` and Prism's proxy notice in the recordings of 20 faulty
 * servers, and the time and memory that a long recording takes. Prints tables and writes them into docs/benchmarks.md.
 * With `--quick` the recording is short, and nothing is written. `--size 1000` sets its size in MB. Exits with 1 if ours
 * exceeds a limit.
 */

/** The limits for a recording of 1,000 MB: seconds for each MB, and MB of memory. */
const LIMITS = { seconds: 0.12, memory: 300 }

const FAULTS: readonly FaultName[] = [
  'amount-as-string',
  'currency-missing',
  'created-in-milliseconds',
  'canceled-at-before-created',
  'status-stale',
  'id-lower-case',
  'success-201',
  'body-truncated',
  'reason-not-stored',
  'reason-trimmed',
  'cancels-succeeded',
  'idempotency-forgotten',
  'replay-with-new-time',
  'reuse-ignores-body',
  'auth-not-needed',
  'error-without-type',
  'error-in-html',
  'error-with-200',
  'content-type-missing',
  'rate-limit-in-exponents',
]

const isQuick = process.argv.includes('--quick')
const [, size = isQuick ? '20' : '1000'] = /--size[= ](\d+)/.exec(process.argv.join(' ')) ?? []
const folder = mkdtempSync(join(tmpdir(), 'bench-har-'))
try {
  const detection = await compareDetection()
  console.log(`${detection}\n`)
  const { table, isWithin } = compareCost(Number(size))
  console.log(table)
  if (!isQuick) {
    await writeSection('docs/benchmarks.md', 'har-detection', detection)
    await writeSection('docs/benchmarks.md', 'har-cost', table)
  }
  process.exitCode = isWithin ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}

/** A fault counts as noticed if a tool reports something that it does not report of the correct server. */
async function compareDetection(): Promise<string> {
  const prism = await startPrism()
  const tools: Readonly<Record<string, Tool>> = { ours, drift, Prism: prism.tool }
  const seconds = new Map<string, number>()
  const expected = new Map<string, Set<string>>()
  const rows: string[][] = []
  for (const fault of [undefined, ...FAULTS]) {
    const file = join(folder, `${fault ?? 'correct'}.har`)
    await recordCalls(file, fault)
    const cells: string[] = []
    for (const [name, tool] of Object.entries(tools)) {
      const began = performance.now()
      const found = await tool(file)
      seconds.set(name, (seconds.get(name) ?? 0) + (performance.now() - began) / 1000)
      if (fault === undefined) expected.set(name, found)
      const news = [...found].filter((one) => expected.get(name)?.has(one) !== true)
      cells.push(fault === undefined ? String(found.size) : news.length > 0 ? 'noticed' : '–')
    }
    rows.push([fault === undefined ? 'findings without a fault' : `\`${fault}\``, ...cells])
    console.error(rows.at(-1)?.join('  '))
  }
  await prism.stop()
  const names = Object.keys(tools)
  const counts = names.map((_, index) => rows.filter((row) => row[index + 1] === 'noticed').length)
  return markdownTable([
    ['fault', ...names],
    ...rows,
    [`of ${FAULTS.length}`, ...counts.map(String)],
    ['seconds', ...names.map((name) => (seconds.get(name) ?? 0).toFixed(1))],
  ])
}

function compareCost(megabytes: number): { table: string; isWithin: boolean } {
  const file = join(folder, 'long.har')
  const count = writeRecording(file, megabytes * 1e6)
  const exact = statSync(file).size / 1e6
  const commands = { ours: oursArgs(ORIGIN, file, join(folder, 'report.json')), drift: driftArgs(file) }
  const results = Object.entries(commands).map(([name, args]) => {
    const began = performance.now()
    const { cpu, memory, ok } = run(args, process.cwd())
    const seconds = (performance.now() - began) / 1000
    return {
      name,
      seconds,
      memory,
      cells: ok
        ? [`${seconds.toFixed(1)} s`, `${cpu.toFixed(1)} s`, `${memory.toFixed(0)} MB`]
        : ['failed', '', ''],
    }
  })
  const [first] = results
  const isWithin =
    first !== undefined && first.seconds <= LIMITS.seconds * exact && first.memory <= LIMITS.memory
  const title = `${exact.toFixed(0)} MB, ${count.toLocaleString('en')} exchanges`
  return {
    table: markdownTable([
      [title, 'time', 'CPU', 'memory'],
      ...results.map(({ name, cells }) => [name, ...cells]),
    ]),
    isWithin,
  }
}
