import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { scripts } from './bench-client/scripts.ts'
import { startMisbehaving } from './bench-client/server.ts'
import { installPeers } from './peers.ts'
import type { Call } from './runtimes/program.ts'

/*
 * `npm run runtimes`: tests the generated client in Node, Deno and Bun: one bundle, the scripts of `npm run bench:client`,
 * and a real faulty server. Only this script installs Deno and Bun, into a separate folder. Exits with 1 if one of them
 * differs from what a script expects.
 */

const PACKAGES = { '@deno/linux-x64-glibc': '2.9.6', '@oven/bun-linux-x64': '1.4.5' }

const folder = installPeers('runtimes', PACKAGES)
const runtimes: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['Node', process.execPath],
  [
    'Deno',
    join(folder, 'node_modules/@deno/linux-x64-glibc/deno'),
    'run',
    '--quiet',
    '--no-config',
    '--allow-net=127.0.0.1',
  ],
  ['Bun', join(folder, 'node_modules/@oven/bun-linux-x64/bin/bun'), 'run'],
]

const server = await startMisbehaving()
const temporaryFolder = mkdtempSync(join(tmpdir(), 'runtimes-'))
let failureCount = 0
try {
  for (const [name, command, ...args] of runtimes) {
    const calls = scripts.map((script, number): Call & { script: typeof script } => ({
      id: `pi_${number}_${name}`,
      validate: script.name.includes('validate'),
      script,
    }))
    const file = join(temporaryFolder, `${name}.mjs`)
    writeFileSync(file, await bundle(calls))
    const { stdout } = await promisify(execFile)(command, [...args, file], { timeout: 60_000 })
    const outcomes = JSON.parse(stdout) as Record<string, string>
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

async function bundle(calls: readonly Call[]): Promise<string> {
  const contents = `import { playCalls } from './scripts/runtimes/program.ts'
    console.log(JSON.stringify(await playCalls(${JSON.stringify(server.url)}, ${JSON.stringify(calls)})))`
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
