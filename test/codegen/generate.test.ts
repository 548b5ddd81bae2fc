import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { generateCommand } from '../../src/codegen/cli.ts'
import { plan } from '../../src/codegen/generate.ts'
import { listApis } from '../../src/description/index.ts'
import { files, library } from './library.ts'
import { makeProject, repository, runCommand, snapshot } from './project.ts'

const NAMES = ['client.ts', 'openapi.json', 'source-map.json', 'types.ts', 'validators.d.ts', 'validators.js']

/** The command in this process: its exit code, or the error that ends it with 2, and what it printed. */
async function generate(root: string, ...args: string[]): Promise<{ code: number; printed: string }> {
  const lines: string[] = []
  const out = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  const err = vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line))
  try {
    const code = await generateCommand(args, root)
    return { code, printed: lines.join('\n') }
  } catch (error) {
    if (!(error instanceof Error) || !/^(Usage|Description)Error$/.test(error.name)) throw error
    return { code: 2, printed: error.message }
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}

/** A project whose files have been generated. */
async function generated(): Promise<string> {
  const root = makeProject(files)
  expect(await generate(root)).toMatchObject({ code: 0 })
  return root
}

describe('npm run generate', () => {
  it('writes every artefact, and says which, how large and how long', async () => {
    const root = makeProject(files)
    const { code, printed } = await generate(root)
    expect(code).toBe(0)
    expect(Object.keys(snapshot(join(root, 'generated')))).toEqual(NAMES.map((name) => `library/${name}`))
    const [first, ...lines] = printed.split('\n')
    expect(first).toMatch(/^generated\/library\/ {2}from openapi\/library\.yaml in \d+ ms$/)
    expect(lines.map((line) => line.replace(/[\d,]+ B/g, 'N').replace(/ +/g, ' ')).sort()).toEqual(
      NAMES.map((name) => ` ${name} N N gzip written`),
    )
    expect((await generate(root)).printed.match(/unchanged/g)).toHaveLength(NAMES.length)
  })

  it('makes the same bytes again, in another process, time zone, language and folder', async () => {
    const root = await generated()
    const other = makeProject(files)
    const env = { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', LANGUAGE: 'tr' }
    expect(await runCommand(other, ['generate'], env)).toMatchObject({ code: 0, stderr: '' })
    expect(snapshot(join(other, 'generated'))).toEqual(snapshot(join(root, 'generated')))
  })

  it('does not touch files that stay as they are', async () => {
    const root = await generated()
    const before = snapshot(root, true)
    appendFileSync(join(root, 'generated/library/types.ts'), '// edited\n')
    expect((await generate(root)).code).toBe(0)
    const { 'generated/library/types.ts': types, ...others } = snapshot(root, true)
    const { 'generated/library/types.ts': original, ...originals } = before
    expect(others).toEqual(originals)
    expect(types?.split('\n').slice(1)).toEqual(original?.split('\n').slice(1))
  })

  it('removes what no description makes any more', async () => {
    const root = await generated()
    mkdirSync(join(root, 'generated/gone/deep'), { recursive: true })
    writeFileSync(join(root, 'generated/gone/deep/types.ts'), '')
    writeFileSync(join(root, 'generated/library/old.ts'), '')
    const { printed } = await generate(root)
    expect(printed.split('\n').slice(-2)).toEqual([
      'removed generated/gone/deep/types.ts',
      'removed generated/library/old.ts',
    ])
    expect(Object.keys(snapshot(join(root, 'generated')))).toEqual(NAMES.map((name) => `library/${name}`))
  })

  it('comes back the same after `generated/` was deleted', async () => {
    const root = await generated()
    const before = snapshot(root)
    rmSync(join(root, 'generated'), { recursive: true })
    await generate(root)
    expect(snapshot(root)).toEqual(before)
  })

  it('makes one API alone with --api, and leaves the others', async () => {
    const two =
      'apis: { a: { root: openapi/library.yaml }, b: { root: openapi/library.yaml } }\nextends: [minimal]\n'
    const root = makeProject({ ...files, 'redocly.yaml': two, 'generated/a/kept.ts': '' })
    expect((await generate(root, '--api', 'b')).printed).not.toContain('generated/a')
    expect(Object.keys(snapshot(join(root, 'generated')))).toEqual([
      'a/kept.ts',
      ...NAMES.map((name) => `b/${name}`),
    ])
    expect((await generate(root, '--check', '--api', 'b')).code).toBe(0)
    expect((await generate(root, '--check')).code).toBe(1)
  })
})

describe('npm run generate -- --check', () => {
  it('finds the committed files of this project to be what its descriptions make', async () => {
    const { differences, files: made } = await plan(repository, listApis(repository), true)
    expect(differences).toEqual([])
    expect(made.size).toBeGreaterThan(9)
  })

  it('names each file that drifted and the command that mends it, and writes nothing', async () => {
    const root = await generated()
    expect(await generate(root, '--check')).toEqual({
      code: 0,
      printed: 'generated/ is what the descriptions make: library, 6 files.',
    })
    appendFileSync(join(root, 'generated/library/types.ts'), '// edited\n')
    rmSync(join(root, 'generated/library/validators.js'))
    writeFileSync(join(root, 'generated/library/old.ts'), '')
    const before = snapshot(root, true)
    const ended = await runCommand(root, ['generate', '--check'])
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `generated/ is not what the descriptions make:
  generated/library/types.ts  changed
  generated/library/validators.js  missing
  generated/library/old.ts  superfluous
To mend it: npm run generate
`,
    })
    expect(snapshot(root, true)).toEqual(before)
    expect((await generate(root)).code).toBe(0)
    expect((await generate(root, '--check')).code).toBe(0)
  })

  it('finds no drift where Git checked every file out with CRLF', async () => {
    const root = await generated()
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const file = join(root, name)
      if (statSync(file).isFile()) writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
    }
    expect(await generate(root, '--check')).toMatchObject({ code: 0 })
  })

  it('sees an edit of any file of the description', async () => {
    const root = await generated()
    appendFileSync(join(root, 'openapi/library/people.yaml'), '    age: { type: integer }\n')
    const { code, printed } = await generate(root, '--check')
    expect(code).toBe(1)
    expect(printed.match(/changed$/gm)).toHaveLength(4)
  })
})

describe('a broken description', () => {
  const line = (text: string): number => library.slice(0, library.indexOf(text)).split('\n').length

  it.each<[string, string, string, string, string]>([
    [
      'YAML that cannot be parsed',
      'openapi/library.yaml',
      '\npaths:',
      '\n  paths:',
      'openapi/library.yaml:7:3: ',
    ],
    [
      'YAML that cannot be parsed, in another file',
      'openapi/library/people.yaml',
      '  properties:',
      '   properties:',
      'openapi/library/people.yaml:4:4: ',
    ],
    [
      'a reference that leads nowhere',
      'openapi/library.yaml',
      "'#/components/schemas/problem'",
      "'#/components/schemas/nothing'",
      `openapi/library.yaml:${line("'#/components/schemas/problem'")}:23: Can't resolve $ref`,
    ],
    [
      'a reference to a file that is not there',
      'openapi/library.yaml',
      'library/loans.yaml',
      'library/lost.yaml',
      "openapi/library.yaml:9:5: Can't resolve $ref: ENOENT: no such file or directory 'openapi/library/lost.yaml'",
    ],
    [
      'something that the linter forbids',
      'openapi/library.yaml',
      '      summary: The tree of categories\n',
      '',
      'openapi/library.yaml:11:5: Operation object should contain `summary` field. (operation-summary)',
    ],
    [
      'something that the linter forbids, in another file',
      'openapi/library/loans.yaml',
      '  summary: Lend a book\n',
      '',
      'openapi/library/loans.yaml:3:1: Operation object should contain `summary` field. (operation-summary)',
    ],
    [
      'a schema that cannot be checked strictly',
      'openapi/library.yaml',
      'format: uuid',
      'format: uid',
      `openapi/library.yaml:${line('format: uuid')}: The schema is not strict enough`,
    ],
  ])('%s: says where, and changes nothing', async (_, file, before, after, message) => {
    const root = await generated()
    const path = join(root, file)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(before)
    writeFileSync(path, text.replace(before, after))
    const state = snapshot(root, true)
    for (const args of [[], ['--check']]) {
      const { code, printed } = await generate(root, ...args)
      expect(code).toBe(2)
      expect(printed).toContain(message)
      expect(printed).not.toContain(root)
    }
    expect(snapshot(root, true)).toEqual(state)
  })

  it('keeps the files of the other APIs from being written, too', async () => {
    const two =
      'apis: { good: { root: openapi/library.yaml }, bad: { root: bad.yaml } }\nextends: [minimal]\n'
    const root = makeProject({ ...files, 'redocly.yaml': two, 'bad.yaml': 'openapi: 3.1.1\ninfo: [\n' })
    const state = snapshot(root, true)
    const ended = await runCommand(root, ['generate'])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/^bad\.yaml:\d+:\d+: .+\n$/)
    expect(snapshot(root, true)).toEqual(state)
  })
})

describe('what the command does not understand', () => {
  it.each<[string, string[], string]>([
    ['an unknown option', ['--chek'], 'Unknown option `--chek`. Did you mean `--check`?'],
    ['an unknown API', ['--api', 'librari'], 'redocly.yaml has no API `librari`. Did you mean `library`?'],
    ['an API far from any', ['--api', 'x'], 'redocly.yaml has no API `x`. There is: library.'],
    ['a word', ['library'], 'Unexpected `library`. To choose an API: --api library'],
  ])('%s', async (_, args, message) => {
    const root = makeProject(files)
    expect(await generate(root, ...args)).toEqual({ code: 2, printed: message })
    expect(Object.keys(snapshot(root))).toEqual(Object.keys(files).sort())
  })

  it('is one message on stderr and exit code 2, without a stack trace', async () => {
    expect(await runCommand(makeProject(files), ['generate', '--chek'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Unknown option `--chek`. Did you mean `--check`?\n',
    })
  })

  it('explains itself with --help', async () => {
    const { code, printed } = await generate(makeProject(files), '--help')
    expect(code).toBe(0)
    expect(printed).toContain('--check')
  })

  it('says so where generated files cannot be written', async () => {
    const root = makeProject({ ...files, generated: 'a file, not a folder' })
    const { code, printed } = await generate(root)
    expect(code).toBe(2)
    expect(printed).toMatch(/^The files in generated\/ cannot be (read|written): \w+: [\w ]+\.$/)
    expect(printed).not.toContain(root)
  })
})
