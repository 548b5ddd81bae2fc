import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { scripts } from './bench-client/scripts.ts'
import { startMisbehaving } from './bench-client/server.ts'
import { NODES, runtimeCommands } from './runtimes/packages.ts'
import type { Call } from './runtimes/program.ts'
import { playInWorkerd } from './runtimes/workerd.ts'

/*
 * `npm run runtimes`: tests the generated client in each version of Node, in Deno, Bun and Cloudflare's workerd: the scripts
 * of `npm run bench:client`, and a real faulty server. Only this script installs the runtimes, into a separate folder.
 * Exits with 1 if one of them differs from what a script expects.
 */

const commands = runtimeCommands()
const denoArgs = ['run', '--quiet', '--no-config', '--allow-net=127.0.0.1']

/** Runs calls with a runtime. @returns the outcome of each */
type Play = (calls: readonly Call[]) => Promise<Record<string, string>>

const runtimes: readonly (readonly [name: string, play: Play])[] = [
  ['this Node', playWith(process.execPath)],
  ...NODES.map((node) => [node.replace('node', 'Node '), playWith(...commands[node])] as const),
  ['Deno', playWith(...commands.deno, ...denoArgs)],
  ['Bun', playWith(...commands.bun, 'run')],
  ['workerd', playAsWorker],
]

const server = await startMisbehaving()
const temporaryFolder = mkdtempSync(join(tmpdir(), 'runtimes-'))
let failureCount = 0
try {
  for (const [name, play] of runtimes) {
    const calls = scripts.map((script, number): Call & { script: typeof script } => ({
      id: `pi_${number}_${name.replace(/\W/g, '')}`,
      validate: script.name.includes('validate'),
      script,
    }))
    const outcomes = await play(calls)
    const failures = calls.flatMap(({ id, script }) => {
      const ended = outcomes[id] ?? 'nothing'
      const { cancellations } = server.intent(id)
      const expected = script.expected === 'success' ? ended === 'canceled' : /^429$|Error$/.test(ended)
      const once = cancellations === (script.expected === 'success' ? 1 : 0)
      const clear = !['TypeError', 'SyntaxError', 'Error'].includes(ended)
      return expected && once && clear ? [] : [`  ${script.name}: ${ended}, canceled ${cancellations} times`]
    })
    failureCount += failures.length
    console.log(`${name}: ${calls.length - failures.length} of ${calls.length} scripts as expected`)
    for (const failure of failures) console.log(failure)
  }
} finally {
  server.close()
  rmSync(temporaryFolder, { recursive: true })
}
process.exit(failureCount > 0 ? 1 : 0)

/** Returns the function that runs calls as a program of a runtime with a command line. */
function playWith(command: string, ...args: readonly string[]): Play {
  return async (calls) => {
    const file = join(temporaryFolder, 'program.mjs')
    writeFileSync(file, await bundle(`console.log(JSON.stringify(${playText(calls)}))`))
    const { stdout } = await promisify(execFile)(command, [...args, file], { timeout: 60_000 })
    return JSON.parse(stdout) as Record<string, string>
  }
}

/** Runs calls in a worker of workerd. */
async function playAsWorker(calls: readonly Call[]): Promise<Record<string, string>> {
  const worker = `export default { fetch: async () => Response.json(${playText(calls)}) }`
  const text = await playInWorkerd(commands.workerd[0], temporaryFolder, await bundle(worker))
  return JSON.parse(text) as Record<string, string>
}

function playText(calls: readonly Call[]): string {
  return `await playCalls(${JSON.stringify(server.url)}, ${JSON.stringify(calls)})`
}

async function bundle(program: string): Promise<string> {
  const contents = `import { playCalls } from './scripts/runtimes/program.ts'\n${program}`
  const result = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '..'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  })
  return result.outputFiles[0]?.text ?? ''
}
