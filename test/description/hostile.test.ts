import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CASES } from '../../scripts/hostile/cases/index.ts'
import { bundleApi, describe as describeApi, DescriptionError } from '../../src/description/index.ts'
import { makeProject, runCommand } from '../codegen/project.ts'

const API = { name: 'hostile', file: 'hostile.yaml' }

const minimal = (ref: string): string =>
  `openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    get:\n      operationId: a\n      responses: { '200': { description: OK., content: { application/json: { schema: { $ref: ${ref} } } } } }\n`

/** Reads one of the cases of `npm run hostile`. */
async function read(name: string): Promise<string[]> {
  const hostile = CASES.find((each) => each.name === name)
  if (hostile === undefined) throw new Error(`No case ${name}.`)
  const root = makeProject(hostile.files())
  const close = await hostile.prepare?.(root)
  try {
    const file = Object.keys(hostile.files())[0] ?? ''
    const bundled = await bundleApi(root, { name: 'hostile', file })
    describeApi('hostile', bundled.document, bundled.sourceMap, bundled)
    return bundled.warnings.map(({ source, message }) => `${source}: ${message}`)
  } finally {
    close?.()
  }
}

describe('a hostile description', () => {
  it.each<[string, RegExp]>([
    ['YAML aliases as data', /^hostile\.yaml:\d+: The YAML aliases below expand to/],
    ['YAML aliases as merged keys', /^hostile\.yaml:\d+: The YAML aliases below expand to/],
    ['a YAML alias that contains itself', /^hostile\.yaml:10: The alias `\*A` contains itself\./],
    ['a YAML map that merges itself', /^hostile\.yaml:10: The alias `\*A` contains itself\./],
    ['JSON, 100,000 levels of lists', /^hostile\.json: Nested too deep/],
    ['JSON, 100,000 levels, not closed', /^hostile\.json: Nested too deep/],
    ['YAML, 100,000 levels of dashes', /^hostile\.yaml: Nested too deep/],
    ['an empty file', /^hostile\.yaml: Not an OpenAPI description/],
  ])('is rejected with one message: %s', async (name, message) => {
    const error: unknown = await read(name).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DescriptionError)
    expect((error as DescriptionError).message).toMatch(message)
    expect((error as DescriptionError).problems).toHaveLength(1)
  })

  it.each<[string, RegExp]>([
    ['a YAML alias without an anchor', /^hostile\.yaml:10: No anchor `&none` above/],
    ['YAML with tags of code', /^hostile\.yaml:10: .*tag/],
    ['a path with 5,000 parameters', /^hostile\.json:1: .*more than 8000 characters/],
    ['$ref to a folder', /^hostile\.json:1: .*`parts` is not a file/],
    ['$ref to a link to itself', /^hostile\.json:1: .*`self\.yaml`/],
    ['$ref in a circle', /^hostile\.json:1: .*circular/],
  ])('is read with a warning: %s', async (name, warning) => {
    expect(await read(name)).toContainEqual(expect.stringMatching(warning))
  })

  it.each([
    'YAML aliases below the limit',
    'name: __proto__',
    'name: constructor',
    'name: NUL',
    'name: U+2028',
    'oneOf twice, 25 levels',
    'bound: minItems',
    'external $refs that multiply, as schemas',
    'external $refs that multiply, as data',
  ])('is read: %s', async (name) => {
    await read(name)
  })

  it('that is a pipe or a device is not read', async () => {
    const root = makeProject({})
    execFileSync('mkfifo', [join(root, 'hostile.yaml')])
    await expect(bundleApi(root, API)).rejects.toThrow('hostile.yaml: It is not a file.')
    rmSync(join(root, 'hostile.yaml'))
    symlinkSync('/dev/zero', join(root, 'hostile.yaml'))
    await expect(bundleApi(root, API)).rejects.toThrow('hostile.yaml: It is not a file.')
  })

  it('that refers to a pipe leaves out the operation', async () => {
    const root = makeProject({ 'hostile.yaml': minimal('pipe.yaml') })
    execFileSync('mkfifo', [join(root, 'pipe.yaml')])
    const { leftOut } = await bundleApi(root, API)
    expect(leftOut.map(({ operation }) => operation)).toEqual(['a'])
  })

  it('that refers to itself by ever longer paths ends', async () => {
    const root = makeProject({ 'hostile.yaml': minimal('loop/a.yaml'), 'a.yaml': '$ref: loop/a.yaml\n' })
    symlinkSync('.', join(root, 'loop'))
    const { leftOut } = await bundleApi(root, API)
    expect(leftOut.map(({ operation }) => operation)).toEqual(['a'])
  })

  it('ends the command with exit code 2, without a stack trace', { timeout: 60_000 }, async () => {
    const root = makeProject({})
    mkdirSync(join(root, 'hostile.yaml'))
    writeFileSync(join(root, 'deep.json'), '['.repeat(100_000))
    for (const [file, message] of [
      ['hostile.yaml', 'hostile.yaml: It is not a file.'],
      ['deep.json', 'deep.json: Nested too deep'],
    ] as const) {
      const { code, stderr } = await runCommand(root, ['contract', '--api', file, '--list'])
      expect(code).toBe(2)
      expect(stderr).toContain(message)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
  })
})
