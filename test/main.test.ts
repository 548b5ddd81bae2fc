import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, it } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

const repository = join(import.meta.dirname, '..')
let project: string
let cache: string

/** A separate project: a copy of the sources, links to all packages, and its own cache. */
beforeEach(() => {
  project = temporaryFolder('main')
  cache = join(project, 'node_modules/.cache/openapi-contracts')
  cpSync(join(repository, 'src'), join(project, 'src'), { recursive: true })
  writeFileSync(join(project, 'package.json'), '{"type":"module"}')
  mkdirSync(join(project, 'node_modules'))
  for (const name of readdirSync(join(repository, 'node_modules'))) {
    if (!name.startsWith('.'))
      symlinkSync(join(repository, 'node_modules', name), join(project, 'node_modules', name))
  }
})

const start = (...words: string[]) =>
  promisify(execFile)(process.execPath, [join(project, 'src/main.js'), ...words], { cwd: project })

it('bundles the command line once for several processes, and again when a source changes', async () => {
  const both = await Promise.all([start('--help'), start('--help')])
  for (const { stdout } of both) expect(stdout).toMatch(/^Usage: npm run <command>/)
  expect(readdirSync(cache)).toHaveLength(1)
  expect((await start('contract', '--help')).stdout).toMatch(/^Usage: npm run contract/)
  expect(readdirSync(cache)).toHaveLength(1)
  writeFileSync(join(project, 'src/cli.ts'), `console.log('another')`)
  expect((await start('--help')).stdout).toBe('another\n')
  expect(readdirSync(cache)).toHaveLength(2)
})

it('loads the compiler without searching it for exports, and no second linter', async () => {
  await start('--help')
  const [folder = ''] = readdirSync(cache)
  const files = readdirSync(join(cache, folder)).map((name) =>
    readFileSync(join(cache, folder, name), 'utf8'),
  )
  const imports = files.flatMap((text) =>
    [...text.matchAll(/\bfrom "([^".][^"]*)"/g)].map(([, name]) => name),
  )
  expect(imports).toContain('@redocly/openapi-core')
  expect(imports).not.toContain('openapi-typescript')
  expect(imports).not.toContain('typescript')
  expect(files.some((text) => text.includes('require("typescript")'))).toBe(true)
})

it('runs the sources if no bundle can be written', async () => {
  mkdirSync(join(project, 'node_modules/.cache'))
  writeFileSync(cache, 'a file where the folder should be')
  const { stdout, stderr } = await start('--help')
  expect(stdout).toMatch(/^Usage: npm run <command>/)
  expect(stderr).toMatch(/^Cannot bundle the sources, so this start is slower: EEXIST.*\n$/)
  expect(existsSync(join(cache, 'cli.mjs'))).toBe(false)
})

it('passes on arguments, errors and exit codes', async () => {
  await expect(start('contrct')).rejects.toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'Unknown command `contrct`. Did you mean `contract`?\n',
  })
})

it('reports the line of an invalid source', async () => {
  writeFileSync(join(project, 'src/cli.ts'), 'const = 1')
  await expect(start('--help')).rejects.toMatchObject({
    stderr: expect.stringContaining('cli.ts:1:6') as string,
  })
})
