import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../scripts/package/bundle.ts'
import { copyData } from '../../scripts/package/data.ts'
import { startMock } from '../../src/package/mock.ts'
import { CRUD } from './crud.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const repository = join(import.meta.dirname, '../..')
let folder: string

/** The package as npm installs it, with Vitest. Each project below is a folder beside it. */
beforeAll(async () => {
  folder = temporaryFolder('init ü')
  const installed = join(folder, 'node_modules/openapi-contracts')
  await bundle(['leanrails'], join(installed, 'dist'))
  copyData(join(installed, 'dist'))
  cpSync(join(repository, 'package.json'), join(installed, 'package.json'))
  for (const name of ['@redocly/openapi-core', 'typescript', 'esbuild', 'openapi-fetch', 'vitest']) {
    const path = join(folder, 'node_modules', name)
    mkdirSync(dirname(path), { recursive: true })
    symlinkSync(join(repository, 'node_modules', name), path)
  }
})

function makeProject(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(folder, name)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

async function node(cwd: string, file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const path = join(folder, 'node_modules', file)
  const options = { cwd, env: { ...process.env, NO_COLOR: '1', ...env } }
  const { stdout } = await promisify(execFile)(process.execPath, [path, ...args], options)
  return stdout
}

const MAIN = 'openapi-contracts/dist/lib/main.js'

describe('the files that `init` writes', () => {
  it.each<[string, Record<string, string>]>([
    ['ES modules', { 'package.json': '{ "type": "module" }', 'openapi.yaml': CRUD }],
    ['CommonJS', { 'package.json': '{ "name": "shop" }', 'docs/v2/api.yml': CRUD }],
    [
      'TypeScript and a redocly.yaml with comments',
      {
        'package.json': '{ "type": "module", "packageManager": "pnpm@10.1.0" }',
        'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true } }',
        'redocly.yaml': '# ours\nextends: [minimal] # few\n',
        'test/keep.txt': '',
        'api/openapi.yaml': CRUD,
      },
    ],
  ])('run green against the mock at once, in a project with %s', async (name, files) => {
    const root = makeProject(name, files)
    const shown = await node(root, MAIN, ['init'])
    const api = Object.keys(files).find((path) => files[path] === CRUD) ?? ''
    const mock = await startMock(join(root, api), { apiKeys: ['key_1'], unknownIds: 'missing' })
    try {
      const env = { API_URL: mock.url, API_KEY: 'key_1' }
      expect(await node(root, 'vitest/vitest.mjs', ['run'], env)).toMatch(/Tests {2}\d+ passed/)
      // The command that `init` prints, with the address of the mock.
      const line = /openapi-contracts (contract .*)/.exec(shown)?.[1] ?? ''
      const args = line.split(' ').map((arg) => (arg.startsWith('http') ? mock.url : arg))
      expect(await node(root, MAIN, args, env)).toMatch(/✓ \d+ passed · 0 failed/)
    } finally {
      await mock.close()
    }
  })

  it('name the schema that completes redocly.yaml in an editor', async () => {
    const root = makeProject('editor', { 'package.json': '{}', 'openapi.yaml': CRUD })
    await node(root, MAIN, ['init'])
    const [, path = ''] = /\$schema=\.\/(\S+)/.exec(readFileSync(join(root, 'redocly.yaml'), 'utf8')) ?? []
    expect(existsSync(join(folder, path)), path).toBe(true)
    const readme = readFileSync(join(repository, 'openapi/README.md'), 'utf8')
    const named = [...readme.matchAll(/"\.\/(node_modules\/openapi-contracts\/[^"]+)"/g)]
    expect(named).toHaveLength(2)
    for (const [, named1 = ''] of named) expect(existsSync(join(folder, named1)), named1).toBe(true)
  })
})
