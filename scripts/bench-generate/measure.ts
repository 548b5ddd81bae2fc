import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Generator } from './peers.ts'

/** What a command used, with all Node processes that it started. */
export interface Usage {
  /** CPU seconds. */
  readonly cpu: number
  /** The peak memory of its largest process, in MB. */
  readonly memory: number
  /** Whether the command succeeded. */
  readonly ok: boolean
}

export interface Measured extends Usage {
  /** The size of all files that were generated, in bytes. */
  readonly size: number
  /** The usage of `tsc` for these files. Undefined if nothing was generated. */
  readonly tsc: Usage | undefined
}

const METER = join(import.meta.dirname, 'meter.cjs')
const TIMEOUT_MS = 300_000

/** Runs Node with the arguments, and measures it. */
export function run(args: readonly string[], cwd: string): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'bench-meter-'))
  const report = join(folder, 'usage')
  const { status } = spawnSync(process.execPath, args, {
    cwd,
    stdio: 'ignore',
    timeout: TIMEOUT_MS,
    env: {
      ...process.env,
      NODE_OPTIONS: `--require ${METER} --max-old-space-size=6000`,
      BENCH_METER: report,
    },
  })
  const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : []
  const usages = lines.map((line) => JSON.parse(line) as [number, number])
  rmSync(folder, { recursive: true })
  return {
    cpu: usages.reduce((sum, [cpu]) => sum + cpu, 0),
    memory: Math.max(0, ...usages.map(([, memory]) => memory)),
    ok: status === 0,
  }
}

/** Generates into an empty folder below `root`, and compiles what was generated. */
export function measure(root: string, generator: Generator, file: string, compiles: boolean): Measured {
  const output = join(root, 'node_modules/.cache/bench-generate-output')
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  // Beside the description there is no configuration that could change the result.
  const usage = run(generator.args(file, output), dirname(file))
  const files = readdirSync(output, { recursive: true, encoding: 'utf8' })
    .map((name) => join(output, name))
    .filter((path) => statSync(path).isFile())
  const sources = files.filter((path) => path.endsWith('.ts'))
  const size = files.reduce((sum, path) => sum + statSync(path).size, 0)
  const tsc =
    compiles && sources.length > 0 ? run([join(root, TSC), ...TSC_OPTIONS, ...sources], output) : undefined
  rmSync(output, { recursive: true, force: true })
  return { ...usage, size, tsc }
}

const TSC = 'node_modules/typescript/bin/tsc'
const TSC_OPTIONS = [
  ...['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions'],
  ...[
    '--target',
    'es2022',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--lib',
    'es2022,dom,dom.iterable',
  ],
]
