import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CASES } from './cases/index.ts'
import type { HostileCase } from './cases/hostile-case.ts'
import type { Row, SuiteOptions } from './row.ts'
import { runWatched } from './watched.ts'
import type { Session } from './watched.ts'

/** The limits of every command on every description. */
const LIMITS = { seconds: 10, megabytes: 1024 }

const MAIN = join(import.meta.dirname, '../../src/main.js')

/** Command → its arguments for the path of a description. */
const COMMANDS: Readonly<Record<string, (file: string) => string[]>> = {
  generate: (file) => ['generate', file, '--output', 'generated'],
  contract: (file) => ['contract', '--api', file, '--list'],
  mock: (file) => ['mock', file, '--port', '0'],
  docs: (file) => ['docs', file, '--output', 'site'],
  dev: () => ['dev', '--port', '0', '--mock-port', '0'],
}

/** Runs the commands on each hostile description. */
export async function hostileDescriptions({ only, report }: SuiteOptions): Promise<Row[]> {
  const rows: Row[] = []
  for (const hostile of CASES) {
    if (!hostile.name.includes(only)) continue
    const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
    const file = writeCase(hostile, folder)
    const close = await hostile.prepare?.(folder)
    try {
      for (const [command, argsOf] of Object.entries(COMMANDS)) {
        // Only `dev` follows the APIs of a folder. The other commands must not find settings.
        if (command === 'dev') writeFileSync(join(folder, 'redocly.yaml'), settingsFor(file))
        const row = await tryCommand(hostile, command, [MAIN, ...argsOf(file)], folder)
        rows.push(row)
        report(row)
      }
    } finally {
      close?.()
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return rows
}

function settingsFor(file: string): string {
  return JSON.stringify({ apis: { hostile: { root: file } } })
}

/** Returns the name of the description. */
function writeCase({ files }: HostileCase, folder: string): string {
  for (const [name, content] of Object.entries(files())) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return Object.keys(files())[0]?.split('/')[0] ?? ''
}

async function tryCommand(
  { name, args = [] }: HostileCase,
  command: string,
  argv: readonly string[],
  folder: string,
): Promise<Row> {
  const extra = command === 'docs' || command === 'dev' ? [] : args
  const session = SESSIONS[command]?.()
  const { stdout, stderr, ...watched } = await runWatched([...argv, ...extra], folder, LIMITS, session)
  const lines = `${stderr}\n${stdout}`.split('\n').filter((line) => line.trim() !== '')
  // `dev` reports each step, and goes on after a failed one.
  const failed = command === 'dev' ? (lines.find((line) => line.includes('✗')) ?? lines.at(-1)) : undefined
  const message = (failed ?? lines[0] ?? '').trim()
  const faults = [...watched.faults]
  if (message === '') faults.push('It prints nothing.')
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0)
  if (longest > MAX_LINE) faults.push(`It prints a line of ${longest} characters.`)
  if (lines.length > MAX_LINES && command === 'generate') faults.push(`It prints ${lines.length} lines.`)
  return { case: name, command, message, ...watched, faults }
}

/** Nobody reads a longer message. */
const MAX_LINE = 10_000
const MAX_LINES = 200

/** How a command is used that runs until it is stopped. */
const SESSIONS: Readonly<Record<string, () => Session>> = {
  mock: sendOne,
  // A round runs the other commands in turn, and the whole contract. The first result must come in time.
  dev: () => (printed) => Promise.resolve(/^ *[✓✗]/m.test(printed)),
}

/** Returns a session that sends one request as soon as the mock listens. */
function sendOne(): Session {
  let isSent = false
  return async (printed) => {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
    if (url === undefined || isSent) return false
    isSent = true
    try {
      const response = await fetch(`${url}/things`)
      await response.arrayBuffer()
      return true
    } catch {
      // The process has died, which is reported, or will be ended at its limit.
      return false
    }
  }
}
