import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describeThings } from './bench-generate/descriptions.ts'
import { measure } from './bench-generate/measure.ts'
import type { Measured } from './bench-generate/measure.ts'
import { generators, githubDescription } from './bench-generate/peers.ts'
import { markdownTable } from './page-section.ts'

/*
 * `npm run bench:generate`: compares `generate` with other generators: CPU time, peak memory, size of the output, and the
 * time that `tsc` needs for it; for the two APIs of this project, a generated description of 200 operations and GitHub's,
 * and its growth from 10 to 1,000 operations. Prints the tables and writes them into docs/benchmarks.md. With `--quick`,
 * GitHub's description is left out, and nothing is written. Exits with 1 if a limit for GitHub's description is exceeded.
 */

const PAGE = 'docs/benchmarks.md'
const LIMITS = { 'ours, types and client': 1.6, 'ours, with validators': 2.5 }
const MAX_MEMORY = 1000
const GROWTH = [10, 100, 1000]
const ROOT = resolve('.')

const isQuick = process.argv.includes('--quick')
const folder = mkdtempSync(join(tmpdir(), 'bench-generate-'))
const all = generators(ROOT)
const failures: string[] = []

/** Writes a description where no configuration is beside it. */
function place(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

function compare(title: string, file: string): string {
  const measured = all.map((generator) => {
    console.error(`${title}: ${generator.name}`)
    return [generator.name, measure(ROOT, generator, file, true)] as const
  })
  const base = measured[0]?.[1].cpu ?? 1
  if (title.startsWith('GitHub')) checkLimits(measured, base)
  const rows = measured.map(([name, result]) => [name, ...cells(result, base)])
  return `### ${title}\n\n${markdownTable([['generator', 'CPU', 'ratio', 'memory', 'output', '`tsc`'], ...rows])}`
}

function cells({ cpu, memory, size, ok, tsc }: Measured, base: number): string[] {
  if (!ok && size === 0) return [seconds(cpu), 'failed', megabytes(memory), '', '']
  const compiled = tsc === undefined ? '' : `${seconds(tsc.cpu)}${tsc.ok ? '' : ', with errors'}`
  return [
    seconds(cpu),
    (cpu / base).toFixed(2),
    megabytes(memory),
    `${(size / 1000).toFixed(0)} kB`,
    compiled,
  ]
}

function checkLimits(measured: readonly (readonly [string, Measured])[], base: number): void {
  for (const [name, limit] of Object.entries(LIMITS)) {
    const { cpu, memory } = measured.find(([other]) => other === name)?.[1] ?? {
      cpu: Infinity,
      memory: Infinity,
    }
    if (cpu / base > limit) failures.push(`${name}: ${(cpu / base).toFixed(2)} times, more than ${limit}`)
    if (memory > MAX_MEMORY) failures.push(`${name}: ${megabytes(memory)}, more than ${MAX_MEMORY} MB`)
  }
}

function growth(): string {
  const files = GROWTH.map((count) => place(`things-${count}.json`, describeThings(count)))
  const rows = all.map((generator) => {
    console.error(`Growth: ${generator.name}`)
    return [generator.name, ...files.map((file) => seconds(measure(ROOT, generator, file, false).cpu))]
  })
  return `### Growth\n\n${markdownTable([['generator', ...GROWTH.map((count) => `${count} operations`)], ...rows])}`
}

const seconds = (value: number): string => `${value.toFixed(1)} s`
const megabytes = (value: number): string => `${value.toFixed(0)} MB`

const sections: (() => string)[] = [
  ...['leanrails', 'stripe'].map(
    (name) => () =>
      compare(`openapi/${name}.yaml`, place(`${name}.yaml`, readFileSync(`openapi/${name}.yaml`, 'utf8'))),
  ),
  () => compare('A generated description of 200 operations', place('things.json', describeThings(200))),
  growth,
  // The last one takes minutes: the compiler needs most of them.
  ...(isQuick
    ? []
    : [() => compare('GitHub', place('github.json', readFileSync(githubDescription(), 'utf8')))]),
]
try {
  const texts: string[] = []
  for (const section of sections) {
    const text = section()
    texts.push(text)
    console.log(`${text}\n`)
  }
  for (const failure of failures) console.error(failure)
  if (!isQuick) writePage(texts.join('\n\n'))
} finally {
  rmSync(folder, { recursive: true })
}
process.exitCode = failures.length > 0 ? 1 : 0

function writePage(text: string): void {
  const page = readFileSync(PAGE, 'utf8')
  const [before = ''] = page.split('<!-- generate -->')
  writeFileSync(PAGE, `${before}<!-- generate -->\n\n${text}\n`)
}
