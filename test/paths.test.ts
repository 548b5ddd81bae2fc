import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { generateCommand } from '../src/codegen/cli.ts'
import { readDescription } from '../src/description/index.ts'
import { diffCommand } from '../src/diff/cli.ts'
import { buildDocs } from '../src/docs/build.ts'
import { lintCommand } from '../src/lint/cli.ts'
import { startMock } from '../src/mock/index.ts'
import { scaled } from './time-scale.ts'

/** Folders and files with what means something else in URLs, references and globs. */
const root = join(mkdtempSync(join(tmpdir(), 'paths-')), 'a #1 100% ü [x] dir')
const FILE = 'spec #2 50%25/my ä#%.yaml'

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

afterAll(() => {
  vi.restoreAllMocks()
  rmSync(dirname(root), { recursive: true })
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
