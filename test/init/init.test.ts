import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeEach, expect, test } from 'vitest'
import { listApis } from '../../src/description/index.ts'
import { findDescriptions } from '../../src/init/find-descriptions.ts'
import { initProject } from '../../src/init/index.ts'
import { localAddress } from '../../src/init/local-address.ts'
import { addEntries } from '../../src/init/settings.ts'
import { scaled } from '../time-scale.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const CLONE = join(import.meta.dirname, '../..')
let root: string

beforeEach(() => {
  root = join(temporaryFolder('init'), 'a project ü')
  mkdirSync(root)
})

const DESCRIPTION = `openapi: 3.1.0
info: { title: Thing Shop API, version: 1.0.0 }
servers: [{ url: http://localhost:8080/v1 }]
paths:
  /things:
    get:
      operationId: listThings
      responses: { '200': { description: OK } }
`

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

const read = (name: string): string => readFileSync(join(root, name), 'utf8')

const manifest = (more: object = {}): string => JSON.stringify({ name: 'shop', ...more })

test('prepares a project in JavaScript without a question', async () => {
  write({
    'package.json': manifest({
      scripts: { start: 'node .' },
      devDependencies: { vitest: '4', 'openapi-contracts': '1' },
    }),
    'openapi.yaml': DESCRIPTION,
    'test/fixtures/other.yaml': DESCRIPTION,
  })
  const result = await initProject({ root, node: '20.20.0' })
  expect(result).toEqual({
    found: ['openapi.yaml (1 operation)', 'Vitest', 'npm'],
    others: ['test/fixtures/other.yaml'],
    written: [
      'redocly.yaml',
      'contract-fixtures.mjs',
      'test/contract.test.ts',
      '.github/workflows/contract.yml',
    ],
    kept: [],
    next: [
      'npx openapi-contracts contract --api thing-shop --base-url http://localhost:8080/v1 --fixtures contract-fixtures.mjs',
    ],
  })
  expect(listApis(root)).toEqual([{ name: 'thing-shop', file: 'openapi.yaml' }])
  expect(read('test/contract.test.ts')).toContain("from '../contract-fixtures.mjs'")
  expect(read('.github/workflows/contract.yml')).toContain('run: npm start &')
  const { default: fixtures } = (await import(pathToFileURL(join(root, 'contract-fixtures.mjs')).href)) as {
    default: { create: () => Promise<unknown> }
  }
  expect(await fixtures.create()).toBeUndefined()
})

test('overwrites nothing, and says what it kept', async () => {
  write({
    'package.json': manifest({ devDependencies: { vitest: '4' } }),
    'openapi.yaml': DESCRIPTION,
    'contract-fixtures.mjs': 'mine',
    'redocly.yaml':
      '# mine\nextends: [minimal] # keep\napis:\n    other@v1: # first\n        root: other.yaml\n',
    'other.yaml': DESCRIPTION,
  })
  const first = await initProject({ root, file: 'openapi.yaml', node: '20.20.0' })
  expect(first.kept).toEqual(['contract-fixtures.mjs'])
  expect(read('contract-fixtures.mjs')).toBe('mine')
  expect(read('redocly.yaml')).toBe(
    '# mine\nextends: [minimal] # keep\napis:\n    thing-shop:\n        root: openapi.yaml\n    other@v1: # first\n        root: other.yaml\n',
  )
  const files = ['redocly.yaml', 'contract.test.ts', '.github/workflows/contract.yml']
  const before = files.map(read)
  const second = await initProject({ root, file: 'openapi.yaml', node: '20.20.0' })
  expect(second.written).toEqual([])
  expect(second.kept).toEqual(['redocly.yaml', 'contract-fixtures.mjs', ...files.slice(1)])
  expect(files.map(read)).toEqual(before)
})

test.each([
  ['# only a comment\n', '# only a comment\napis:\n  a:\n    root: a.yaml\n'],
  ['extends: [minimal]', 'extends: [minimal]\napis:\n  a:\n    root: a.yaml\n'],
  ['apis:\nrules: {}\n', 'apis:\n  a:\n    root: a.yaml\nrules: {}\n'],
])('adds an entry to %j', (text, expected) => {
  expect(addEntries(text, [{ name: 'a', file: 'a.yaml' }])).toBe(expected)
})

test('adds an entry to a list in flow style, and quotes what YAML would read otherwise', () => {
  const text = addEntries('apis: { b: { root: b.yaml } } # one\n', [{ name: 'a', file: 'a #1: b.yaml' }])
  expect(text).toContain('# one')
  write({ 'redocly.yaml': text, 'more.yaml': '' })
  expect(listApis(root).map(({ file }) => file)).toEqual(['b.yaml', 'a #1: b.yaml'])
})

test('writes TypeScript where Node.js runs it', async () => {
  write({
    'package.json': manifest({ type: 'module' }),
    'tsconfig.json': '{}',
    'api/openapi.yaml': DESCRIPTION,
  })
  const { written, next } = await initProject({ root, node: '22.18.0' })
  expect(written).toContain('contract-fixtures.ts')
  expect(read('contract-fixtures.ts')).toContain('satisfies Fixtures')
  expect(read('contract.test.ts')).toContain("from './contract-fixtures.js'")
  expect(next[0]).toBe('npm install -D openapi-contracts vitest')
  rmSync(join(root, 'contract-fixtures.ts'))
  rmSync(join(root, 'contract.test.ts'))
  const older = await initProject({ root, node: '22.17.9' })
  expect(older.written).toEqual(['contract-fixtures.mjs', 'contract-fixtures.d.mts', 'contract.test.ts'])
})

test('writes no suite for another test runner or language, and uses the command line there', async () => {
  write({
    'package.json': manifest({ devDependencies: { jest: '30' } }),
    'pnpm-lock.yaml': '',
    'spec/api.json': `{"openapi":"3.0.3","info":{"title":"É","version":"1"},"paths":{}}`,
  })
  const jest = await initProject({ root, node: '20.20.0' })
  expect(jest.written).toEqual(['redocly.yaml', 'contract-fixtures.mjs', '.github/workflows/contract.yml'])
  expect(jest.next[0]).toBe('pnpm add -D openapi-contracts')
  for (const name of ['package.json', '.github', ...jest.written])
    rmSync(join(root, name), { recursive: true, force: true })
  write({ 'pyproject.toml': '', '.gitlab-ci.yml': '' })
  const python = await initProject({ root, node: '20.20.0' })
  expect(python.written).toEqual(['redocly.yaml', 'contract-fixtures.mjs', '.gitlab/contract.yml'])
  expect(python.next).toHaveLength(1)
  expect(python.next[0]).toMatch(/^npx --yes openapi-contracts contract /)
})

test('reports that there is no description, or that it is invalid, and writes nothing', async () => {
  await expect(initProject({ root })).rejects.toThrow('No OpenAPI description was found')
  write({ 'openapi.yaml': 'openapi: 3.1.0\ninfo: [\n' })
  await expect(initProject({ root })).rejects.toThrow(/openapi\.yaml:\d+/)
  expect(existsSync(join(root, 'redocly.yaml'))).toBe(false)
})

test(
  'writes a suite that compiles and runs',
  async () => {
    write({
      'package.json': manifest({ type: 'module', devDependencies: { vitest: '4' } }),
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          module: 'nodenext',
          strict: true,
          noUnusedLocals: true,
          noUnusedParameters: true,
          noEmit: true,
          skipLibCheck: true,
        },
      }),
      'openapi.yaml': DESCRIPTION,
      // Stands for the installed package, which is not built here.
      'node_modules/openapi-contracts/package.json': JSON.stringify({
        name: 'openapi-contracts',
        type: 'module',
        exports: { './contract': { types: './contract.d.ts', default: './contract.js' } },
      }),
      'node_modules/openapi-contracts/contract.d.ts':
        'export interface Fixtures { create(state: string): Promise<undefined> }\nexport declare function describeContract(options: { api: string; subject: { baseUrl: string; apiKey: string; fixtures: Fixtures } }): Promise<void>\n',
      'node_modules/openapi-contracts/contract.js':
        "import { test } from 'vitest'\nexport const describeContract = async ({ api, subject }) => { test(api + ' at ' + subject.baseUrl, () => undefined) }\n",
    })
    for (const name of ['vitest', '@types', 'typescript'])
      symlinkSync(join(CLONE, 'node_modules', name), join(root, 'node_modules', name))
    await initProject({ root, node: '20.20.0' })
    const node = (file: string, args: string[], env: NodeJS.ProcessEnv = {}): string =>
      execFileSync(process.execPath, [join(CLONE, 'node_modules', file), ...args], {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, ...env },
      })
    expect(node('typescript/bin/tsc', ['-p', '.'])).toBe('')
    const usual = node('vitest/vitest.mjs', ['run', '--reporter=verbose'])
    expect(usual).toContain('thing-shop at http://localhost:8080/v1')
    const run = node('vitest/vitest.mjs', ['run', '--reporter=verbose'], { API_URL: 'http://127.0.0.1:9' })
    expect(run).toContain('thing-shop at http://127.0.0.1:9')
  },
  scaled(120_000),
)

const SWAGGER = '{"info":{"title":"Shop","version":"1"},"paths":{},"swagger":"2.0"}'

test.each<[string, Record<string, string>, string]>([
  [
    'deep in a Java project',
    { 'src/main/resources/static/api-docs.yml': DESCRIPTION },
    'src/main/resources/static/api-docs.yml',
  ],
  ['after a comment and a document marker', { 'a.yaml': `# ours\n---\n${DESCRIPTION}` }, 'a.yaml'],
  ['with quoted keys', { 'a.yaml': DESCRIPTION.replace('openapi:', '"openapi" :') }, 'a.yaml'],
  [
    'in JSON with the version at its end',
    { 'public/swagger.json': SWAGGER.replace('"paths":{}', `"paths":{},"x-long":"${'a'.repeat(5000)}"`) },
    'public/swagger.json',
  ],
  ['after a byte order mark', { 'a.json': `\uFEFF${SWAGGER}` }, 'a.json'],
  [
    'only in what a build wrote',
    { 'target/generated/openapi.json': SWAGGER },
    'target/generated/openapi.json',
  ],
  [
    'beside the copy of a build',
    { 'dist/openapi.yaml': DESCRIPTION, 'sub/api/v1.yaml': DESCRIPTION },
    'sub/api/v1.yaml',
  ],
  ['in a folder with odd letters', { '100% #1 ü/open api.yaml': DESCRIPTION }, '100% #1 ü/open api.yaml'],
])('finds a description %s', (_, files, expected) => {
  write({
    ...files,
    'package.json': '{ "dependencies": { "swagger": "2.1.0" } }',
    'chart/values.yaml': 'image:\n  openapi: 3.1.0\n',
  })
  expect(findDescriptions(root)).toEqual([expected])
})

test('lists the descriptions that it did not prepare, and prepares each beside the others', async () => {
  write({
    'package.json': manifest({ devDependencies: { vitest: '4' } }),
    'orders.yaml': DESCRIPTION,
    'users.yaml': DESCRIPTION,
  })
  const first = await initProject({ root, node: '20.20.0' })
  expect(first.others).toEqual(['users.yaml'])
  expect(listApis(root).map(({ name }) => name)).toEqual(['orders', 'users'])
  const second = await initProject({ root, file: 'users.yaml', node: '20.20.0' })
  expect(second.written).toEqual([
    'contract-fixtures-users.mjs',
    'contract-users.test.ts',
    '.github/workflows/contract-users.yml',
  ])
  expect(read('contract-users.test.ts')).toContain("from './contract-fixtures-users.mjs'")
  expect(second.next.at(-1)).toContain('--api users ')
})

test.each<[string, Record<string, string>, string, string]>([
  ['npm with a lock file', { 'package-lock.json': '{}' }, 'npm', 'npm ci'],
  ['npm without one', {}, 'npm', 'npm install'],
  ['pnpm', { 'pnpm-lock.yaml': '' }, 'pnpm', 'pnpm install --frozen-lockfile'],
  ['Yarn 1', { 'yarn.lock': '# yarn lockfile v1\n' }, 'yarn', 'yarn install --frozen-lockfile'],
  ['Yarn 4', { 'yarn.lock': '__metadata:\n' }, 'yarn', 'yarn install --immutable'],
  ['Bun', { 'bun.lock': '' }, 'bun', 'bun install --frozen-lockfile'],
])('installs the packages in CI with %s', async (_, files, manager, install) => {
  write({ ...files, 'package.json': manifest(), 'openapi.yaml': DESCRIPTION })
  const { found } = await initProject({ root })
  expect(found).toContain(manager)
  const runs = [...read('.github/workflows/contract.yml').matchAll(/- run: (.*)/g)].map(([, line]) => line)
  expect(runs.at(-1)).toBe(install)
  expect(runs.length).toBe(manager === 'npm' ? 1 : 2)
})

test('writes the CI file of a package in a workspace where CI reads it', async () => {
  const repository = join(root, '..', 'repository')
  const member = join(repository, 'packages', 'shop')
  mkdirSync(join(repository, '.git'), { recursive: true })
  mkdirSync(member, { recursive: true })
  writeFileSync(join(repository, 'pnpm-lock.yaml'), '')
  writeFileSync(join(member, 'package.json'), manifest())
  writeFileSync(join(member, 'openapi.yaml'), DESCRIPTION)
  const { found, written } = await initProject({ root: member })
  expect(found).toContain('pnpm')
  expect(written).toContain('../../.github/workflows/contract-thing-shop.yml')
  const ci = readFileSync(join(repository, '.github/workflows/contract-thing-shop.yml'), 'utf8')
  expect(ci).toContain('defaults: { run: { working-directory: "packages/shop" } }')
})

test.each([
  ['jest', { devDependencies: { 'ts-jest': '29' } }],
  ['jest', { scripts: { test: 'react-scripts test' } }],
  ['mocha', { devDependencies: { mocha: '11' } }],
  ['node --test', { scripts: { test: 'node --import tsx --test' } }],
  ['bun test', { scripts: { test: 'bun test' } }],
])('writes no suite for Vitest into a project that tests with %s', async (runner, more) => {
  write({ 'package.json': manifest(more), 'openapi.yaml': DESCRIPTION })
  const { found, written } = await initProject({ root })
  expect(found).toContain(`${runner}, so no suite for Vitest`)
  expect(written.filter((path) => path.includes('.test.'))).toEqual([])
})

test.each([
  [[{ url: 'https://shop.example/v2' }], 'http://127.0.0.1:3000/v2'],
  [[{ url: '/api/' }], 'http://127.0.0.1:3000/api'],
  [[{ url: 'https://shop.example' }, { url: 'http://localhost' }], 'http://localhost'],
  [
    [{ url: 'http://localhost:{port}/v1', variables: { port: { default: '9000' } } }],
    'http://localhost:9000/v1',
  ],
  [[{ url: 'https://localhost.example.com' }], 'http://127.0.0.1:3000'],
  [[], 'http://127.0.0.1:3000'],
])('takes the address of a server in development from %j', (servers, expected) => {
  expect(localAddress(servers)).toBe(expected)
})

test('adds an entry with the line ends of the file', () => {
  expect(addEntries('# ours\r\napis:\r\n  b:\r\n    root: b.yaml\r\n', [{ name: 'a', file: 'a.yaml' }])).toBe(
    '# ours\r\napis:\r\n  a:\r\n    root: a.yaml\r\n  b:\r\n    root: b.yaml\r\n',
  )
})

test('writes no suite for a server in another language, of which only this toolkit is JavaScript', async () => {
  write({
    'package.json': JSON.stringify({ devDependencies: { 'openapi-contracts': '1' } }),
    'openapi.yaml': DESCRIPTION.replace('servers: [{ url: http://localhost:8080/v1 }]\n', ''),
    'app.py': "HTTPServer(('', 8000), Handler).serve_forever()",
  })
  const { written, next } = await initProject({ root, node: '20.20.0' })
  expect(written).toEqual(['redocly.yaml', 'contract-fixtures.mjs', '.github/workflows/contract.yml'])
  expect(next).toEqual([
    'npx openapi-contracts contract --api thing-shop --base-url http://127.0.0.1:8000 --fixtures contract-fixtures.mjs',
  ])
})

test('reports a file that cannot be written', async () => {
  write({ 'openapi.yaml': DESCRIPTION, '.github/workflows': 'a file' })
  await expect(initProject({ root })).rejects.toThrow(
    /^`\.github\/workflows\/contract\.yml` cannot be written: E\w+/,
  )
})
