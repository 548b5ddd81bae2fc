import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { generateCommand } from '../src/codegen/cli.ts'
import { startDev } from '../src/dev/dev.ts'
import { readDescription } from '../src/description/index.ts'
import { diffCommand } from '../src/diff/cli.ts'
import { buildDocs } from '../src/docs/build.ts'
import { lintCommand } from '../src/lint/cli.ts'
import { startMock } from '../src/mock/index.ts'
import { scaled } from './time-scale.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Folders and files with what means something else in URLs, references and globs. */
const root = join(temporaryFolder('paths'), 'a #1 100% ü [x] dir')
const FILE = 'spec #2 50%25/my ä#%.yaml'

const MAIN = join(import.meta.dirname, '../src/main.js')

const FILES = {
  'redocly.yaml': `apis:\n  my:\n    root: "${FILE}"\n    overlays: ["over #lay%.yaml"]\n    x-openapi-contracts: { output: "out #3 % ü/my" }\n`,
  [FILE]: `openapi: 3.1.0
info: { title: Things, version: 1.0.0, description: Written }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { type: array, items: { $ref: 'pärts/a%23b%25.yaml' } }
`,
  'spec #2 50%25/pärts/a#b%.yaml':
    "type: object\nrequired: [name]\nproperties: { name: { $ref: 'c d.yaml' } }\n",
  'spec #2 50%25/pärts/c d.yaml': 'type: string\nmaxLength: 20\n',
  'fixtures #1 %ü.mjs': 'export default { create: () => undefined }\n',
  'over #lay%.yaml':
    'overlay: 1.0.0\ninfo: { title: O, version: 1.0.0 }\nactions: [{ target: $.info, update: { description: Laid } }]\n',
}

beforeAll(() => {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})

/** Runs a command in the folder until it ends, or until its output matches and `then` has used it. */
async function run(
  args: readonly string[],
  until?: RegExp,
  then: (found: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: root })
  let output = ''
  let isUsed = false
  const use = async (found: string): Promise<void> => {
    isUsed = true
    await then(found)
    child.kill('SIGTERM')
  }
  const used: Promise<void>[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const found = until?.exec(output)
      if (found && !isUsed) used.push(use(found[1] ?? found[0]))
    })
  await once(child, 'close')
  await Promise.all(used)
  return output
}

afterAll(() => {
  vi.restoreAllMocks()
})

test('reads the files of a reference, and reports their lines', async () => {
  const description = await readDescription(root, 'my')
  expect(description.warnings).toEqual([])
  expect(description.document.info.description).toBe('Laid')
  const name = '/components/schemas/a_b_/properties/name'
  expect(description.source(name).file).toBe('spec #2 50%25/pärts/a#b%.yaml')
  expect(description.source('/components/schemas/c_d/maxLength')).toMatchObject({
    file: 'spec #2 50%25/pärts/c d.yaml',
    line: 2,
  })
})

test(
  'generates code from a name and from a path',
  async () => {
    expect(await generateCommand([], root)).toBe(0)
    expect(readFileSync(join(root, 'out #3 % ü/my/openapi.json'), 'utf8')).toContain('Laid')
    expect(await generateCommand(['--check'], root)).toBe(0)
    expect(await generateCommand([FILE, '--output', 'other #%ü/x'], root)).toBe(0)
    expect(existsSync(join(root, 'other #%ü/x/client.ts'))).toBe(true)
  },
  scaled(60_000),
)

test(
  'serves, documents, lints and compares descriptions',
  async () => {
    const mock = await startMock(FILE, { root })
    try {
      expect((await fetch(`${mock.url}/things`)).status).toBe(200)
    } finally {
      await mock.close()
    }
    await buildDocs(root, join(root, 'docs #%ü'))
    expect(existsSync(join(root, 'docs #%ü/index.html'))).toBe(true)
    expect(await lintCommand([FILE], root)).toBe(0)
    expect(await diffCommand([FILE, FILE], root)).toBe(0)
  },
  scaled(120_000),
)

test(
  'tests a server, records it through the proxy, and checks the recording',
  async () => {
    const mock = await startMock(FILE, { root })
    try {
      const report = 'reports #1/%ü.json'
      const target = ['--api', FILE, '--base-url', mock.url]
      const tested = await run([
        ...['contract', ...target, '--fixtures', 'fixtures #1 %ü.mjs'],
        ...['--reporter', 'terminal', '--reporter', `json=${report}`, '--record', 'recorded #%ü.har'],
      ])
      expect(tested).toMatch(/✓ \d+ passed · 0 failed/)
      const { rules } = JSON.parse(readFileSync(join(root, report), 'utf8')) as {
        rules: { source: string }[]
      }
      expect(rules[0]?.source).toMatch(/^spec #2 50%25\/my ä#%\.yaml:\d+$/)
      const proxied = ['proxy', '--api', FILE, '--target', mock.url, '--port', '0', '--har', 'passed #%ü.har']
      await run(proxied, /(http:\S+) passes on/, async (url) => {
        expect((await fetch(`${url}/things`)).status).toBe(200)
      })
      for (const har of ['recorded #%ü.har', 'passed #%ü.har'])
        expect(await run(['contract', ...target, '--har', har]), har).toMatch(/[1-9]\d* passed · 0 failed/)
    } finally {
      await mock.close()
    }
  },
  scaled(120_000),
)

test(
  'measures the contract, starts the sandbox and prepares a project',
  async () => {
    expect(await run(['selftest', '--api', FILE, '--sample', '5'])).toMatch(/of 5 faults would be noticed/)
    await run(['sandbox', 'leanrails', '--port', '0'], /sandbox: (http:\S+)/, async (url) => {
      expect((await fetch(`${url}/v1/unknown`)).status).toBeGreaterThanOrEqual(400)
    })
    writeFileSync(join(root, 'package.json'), '{}')
    expect(await run(['init', FILE])).toContain(`Found  ${FILE}`)
    expect(existsSync(join(root, 'contract-fixtures.mjs'))).toBe(true)
  },
  scaled(120_000),
)

test(
  'follows a description while it is edited',
  async () => {
    const lines: string[] = []
    const startLocal = (): undefined => undefined
    const dev = await startDev({
      root,
      docsPort: 0,
      mockPort: 0,
      startLocal,
      log: (line) => lines.push(line),
    })
    try {
      expect(lines.filter((line) => line.includes('✗'))).toEqual([])
      const part = 'spec #2 50%25/pärts/c d.yaml'
      writeFileSync(join(root, part), 'type: string\nmaxLength: 30\n')
      const isDone = () =>
        lines.some(
          (line, index) =>
            line === `${part} saved` && lines.slice(index).some((next) => next.includes('✓ contract')),
        )
      await expect.poll(isDone, { timeout: scaled(60_000) }).toBe(true)
    } finally {
      await dev.close()
    }
  },
  scaled(120_000),
)
