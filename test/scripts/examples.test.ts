import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { blocksOf, scriptOf } from '../../scripts/examples/readme.ts'
import { scaled } from '../time-scale.ts'

const folder = join(import.meta.dirname, '../../examples')
const projects = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'README.md')))
const readmeOf = (name: string): string => readFileSync(join(folder, name, 'README.md'), 'utf8')

const run = (commands: readonly string[]): { status: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', scriptOf(commands, '/the.tgz')], {
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

it.each(projects)('%s has a README of one screen with commands and what they show', (name) => {
  const readme = readmeOf(name)
  expect(readme.split('\n').length).toBeLessThanOrEqual(45)
  expect(new Set(blocksOf(readme).map(({ kind }) => kind))).toEqual(new Set(['sh', 'text']))
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
  expect(links.filter((path) => !existsSync(join(folder, name, path)))).toEqual([])
})

it('copies commands and expected lines out of a README', () => {
  const readme = '# A\n\n```sh\nnpm ci \\\n  --x\n\nb # c\n```\n\n```js\nno()\n```\n\n```text\nshown\n```\n'
  expect(blocksOf(readme)).toEqual([
    { kind: 'sh', lines: ['npm ci    --x', 'b # c'] },
    { kind: 'text', lines: ['shown'] },
  ])
})

it('installs the package that was packed, and nothing else in its place', () => {
  const script = scriptOf(
    ['npm install openapi-contracts', 'npm install -D openapi-contracts', 'npm install'],
    '/a.tgz',
  )
  expect(script).toContain('\nnpm install /a.tgz\nnpm install -D /a.tgz\nnpm install')
})

it('ends at the first command that fails, and at one that must fail but does not', () => {
  expect(run(['true', 'false', 'echo after']).output).not.toContain('\nafter')
  expect(run(['false'])).toMatchObject({ status: 1 })
  expect(run(['exit 1 # fails: one finding', 'echo after'])).toMatchObject({ status: 0 })
  expect(run(['exit 2 # fails: one finding']).status).not.toBe(0)
  expect(run(['true # fails: one finding']).status).not.toBe(0)
})

it('waits for a program in the background, and ends it with all that it started', async () => {
  const marker = `sleep 61.${process.pid}`
  const program = `sh -c '${marker} & sleep 1; echo http://127.0.0.1:1; wait' &`
  expect(run([program, 'echo after'])).toMatchObject({
    status: 0,
    output: expect.stringContaining('after') as string,
  })
  await expect
    .poll(() => spawnSync('pgrep', ['-f', `^${marker}`]).status, { timeout: scaled(10_000) })
    .not.toBe(0)
})
