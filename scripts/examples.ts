import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { command } from './command.ts'
import { browserPath } from './browser.ts'
import { blocksOf, scriptOf } from './examples/readme.ts'

const HELP = `Usage: npm run examples -- [NAME …] [--tarball FILE]

Packs the package, copies each example to an empty folder outside of the repository, and runs there every command of its
README, copied out of its text. The output must contain the lines that the README shows. Exit code 1 if one differs.

  --tarball FILE  use this package instead of packing one`

const ROOT = join(import.meta.dirname, '..')
const EXAMPLES = join(ROOT, 'examples')

const isProject = (name: string): boolean => existsSync(join(EXAMPLES, name, 'README.md'))

/** Packs the package. @returns its file */
function pack(folder: string): string {
  execFileSync('npm', ['pack', '--pack-destination', folder], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '')
}

/** Runs an example. @returns what differs from its README, with the output */
function tryExample(name: string, tarball: string, environment: NodeJS.ProcessEnv): string | undefined {
  const folder = join(mkdtempSync(join(tmpdir(), 'example-')), name)
  try {
    cpSync(join(EXAMPLES, name), folder, { recursive: true })
    const blocks = blocksOf(readFileSync(join(folder, 'README.md'), 'utf8'))
    const commands = blocks.flatMap(({ kind, lines }) => (kind === 'sh' ? lines : []))
    const expected = blocks.flatMap(({ kind, lines }) => (kind === 'text' ? lines : []))
    const { status, stdout, stderr } = spawnSync('bash', ['-c', scriptOf(commands, tarball)], {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
      timeout: 15 * 60_000,
      maxBuffer: 1e9,
    })
    const missing = expected.filter((line) => !(stdout + stderr).includes(line))
    if (status === 0 && missing.length === 0) return undefined
    const problem =
      status === 0 ? `not in the output: ${missing.join(' | ')}` : `exit code ${status ?? 'none'}`
    return `${problem}\n${stdout}${stderr}`
  } finally {
    rmSync(resolve(folder, '..'), { recursive: true, force: true })
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { tarball: { type: 'string' } },
  })
  const names = positionals.length > 0 ? positionals : readdirSync(EXAMPLES).filter(isProject)
  const temporary = mkdtempSync(join(tmpdir(), 'package-'))
  try {
    const tarball = values.tarball === undefined ? pack(temporary) : resolve(values.tarball)
    console.log(`package: ${basename(tarball)}`)
    const environment = environmentOf(await browserPath())
    let failures = 0
    for (const name of names) {
      const start = Date.now()
      const problem = tryExample(name, tarball, environment)
      const seconds = Math.round((Date.now() - start) / 1000)
      console.log(problem === undefined ? `✓ ${name}, ${seconds} s` : `✗ ${name}, ${seconds} s: ${problem}`)
      if (problem !== undefined) failures++
    }
    return failures === 0 ? 0 : 1
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Returns the environment of a user: without the settings of `npm run`, and with a browser that is on no path. */
function environmentOf(browser: string | undefined): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|NODE_OPTIONS$|API_KEY$|VITEST)/i.test(name),
  )
  return {
    ...Object.fromEntries(own),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    ...(browser !== undefined && { CHROMIUM: browser }),
  }
}

await command(HELP, main)
