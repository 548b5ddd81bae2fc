import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { initCommand } from '../../src/init/cli.ts'
import { makeProject } from '../codegen/project.ts'

const DESCRIPTION = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n"

const log = vi.spyOn(console, 'log')
beforeEach(() => void log.mockReset())
afterEach(() => void log.mockReset())
const shown = (): string => log.mock.calls.flat().join('\n')

test('reports what it found, wrote and kept, and which commands are next', async () => {
  const root = makeProject({
    'package.json': '{ "devDependencies": { "vitest": "4", "openapi-contracts": "1" } }',
    'orders.yaml': DESCRIPTION,
    'users.yaml': DESCRIPTION,
    'contract.test.ts': '// ours',
  })
  expect(await initCommand([], root)).toBe(0)
  expect(shown()).toMatch(
    /^Found {2}orders\.yaml \(0 operations\), Vitest, npm\n {7}and users\.yaml \(`.*` prepares one\)\nWrote /,
  )
  expect(shown()).toContain('Kept   contract.test.ts, which exists')
  expect(shown()).toMatch(/\nNext {3}npx openapi-contracts contract --api orders .*$/)
})

test('rejects two descriptions and one that does not exist', async () => {
  const root = makeProject({ 'a.yaml': DESCRIPTION })
  await expect(initCommand(['a.yaml', 'b.yaml'], root)).rejects.toThrow(
    'Unexpected argument `b.yaml`. Give one description.',
  )
  await expect(initCommand(['b.yaml'], root)).rejects.toThrow('`b.yaml` was not found.')
})

test('explains itself', async () => {
  expect(await initCommand(['--help'])).toBe(0)
  expect(shown()).toMatch(/^Usage: /)
})

test('writes the file of GitLab where its pipeline reads it', async () => {
  const root = makeProject({
    '.git/config': '[remote "origin"]\n\turl = https://gitlab.example/shop.git\n',
    'yarn.lock': '# yarn lockfile v1\n',
    'packages/my shop/package.json': '{ "scripts": { "start": "node ." } }',
    'packages/my shop/openapi.yaml': DESCRIPTION,
  })
  expect(await initCommand([], join(root, 'packages/my shop'))).toBe(0)
  const text = readFileSync(join(root, '.gitlab/contract-t.yml'), 'utf8')
  expect(text).toContain('include: { local: .gitlab/contract-t.yml }')
  expect(text).toMatch(
    /- "cd 'packages\/my shop'"\n {4}- "corepack enable"\n {4}- "yarn install --frozen-lockfile"\n {4}- "yarn start &"\n/,
  )
  expect(text).toContain('reports: { codequality: "packages/my shop/contract.json" }')
})
