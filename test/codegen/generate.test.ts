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

const NAMES = [
  ...['client.ts', 'index.ts', 'openapi.json', 'package.json', 'runtime/', 'types.ts'],
  'validators/',
]

/** Returns the generated files below a folder. The files of the runtime and of the validators are one name each. */
function namesIn(folder: string): string[] {
  return [
    ...new Set(Object.keys(snapshot(folder)).map((name) => name.replace(/(runtime|validators)\/.*/, '$1/'))),
  ]
}

/** Runs the command in this process. Returns its exit code, 2 for an expected error, and its output. */
async function generate(root: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const lines: string[] = []
  const out = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  const err = vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line))
  try {
    const code = await generateCommand(args, root)
    return { code, output: lines.join('\n') }
  } catch (error) {
    if (!(error instanceof Error) || !/^(Usage|Description)Error$/.test(error.name)) throw error
    return { code: 2, output: error.message }
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}

/** Creates a project and generates its files. */
async function generated(): Promise<string> {
  const root = makeProject(files)
  expect(await generate(root)).toMatchObject({ code: 0 })
  return root
}

describe('npm run generate', () => {
  it('removes from a folder of the user only what it generated, and replaces no package.json of the user', async () => {
    const root = makeProject(files)
    mkdirSync(join(root, 'app/runtime'), { recursive: true })
    mkdirSync(join(root, 'app/node_modules'))
    writeFileSync(join(root, 'app/mine.ts'), 'export const mine = 1\n')
    writeFileSync(join(root, 'app/node_modules/other.js'), '')
    const old = '// Copied by `npm run generate`: the runtime of an earlier version.\n'
    writeFileSync(join(root, 'app/runtime/old.ts'), old)
    expect(await generate(root, 'library', '--output', 'app')).toMatchObject({ code: 0 })
    expect(readdirSync(join(root, 'app'))).toEqual(expect.arrayContaining(['mine.ts', 'node_modules']))
    expect(readdirSync(join(root, 'app/runtime'))).not.toContain('old.ts')
    const manifest = '{"name":"app","type":"module"}'
    writeFileSync(join(root, 'app/package.json'), manifest)
    expect(await generate(root, 'library', '--output', 'app')).toEqual({
      code: 2,
      output:
        'app/package.json is not a file of `generate` (it has `name`). Give --output a folder of its own.',
    })
    expect(readFileSync(join(root, 'app/package.json'), 'utf8')).toBe(manifest)
  })

  it('writes every file, and prints its name, its size and the duration', async () => {
    const root = makeProject(files)
    const { code, output } = await generate(root)
    expect(code).toBe(0)
    expect(namesIn(join(root, 'generated'))).toEqual(NAMES.map((name) => `library/${name}`))
    const [first, ...lines] = output.split('\n')
    expect(first).toMatch(/^generated\/library\/ {2}from openapi\/library\.yaml in \d+ ms$/)
    expect(lines.map((line) => line.replace(/[\d,]+ B/g, 'N').replace(/ +/g, ' ')).sort()).toEqual(
      NAMES.map((name) => ` ${name} N N gzip written`),
    )
    expect((await generate(root)).output.match(/unchanged/g)).toHaveLength(NAMES.length)
  })

  it('generates the same bytes in another process, time zone, language and folder', async () => {
    const root = await generated()
    const other = makeProject(files)
    const env = { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', LANGUAGE: 'tr' }
    expect(await runCommand(other, ['generate'], env)).toMatchObject({ code: 0, stderr: '' })
    expect(snapshot(join(other, 'generated'))).toEqual(snapshot(join(root, 'generated')))
  })

  it.each(['the description', 'a file that it refers to', 'a generated file'])(
    'generates again if %s has changed since the last run',
    async (changed) => {
      const root = await generated()
      const paths: Record<string, string> = {
        'the description': 'openapi/library.yaml',
        'a file that it refers to': 'openapi/library/people.yaml',
      }
      const path = join(root, paths[changed] ?? 'generated/library/client.ts')
      writeFileSync(path, `${readFileSync(path, 'utf8')}\n`)
      expect((await generate(root)).output).toContain('written')
      expect((await generate(root)).output).not.toContain('written')
    },
  )

  it('generates a client without `validate`, and no validators, with --no-validators', async () => {
    const root = await generated()
    expect(await generate(root, '--no-validators')).toMatchObject({ code: 0 })
    expect(namesIn(join(root, 'generated'))).toEqual(
      NAMES.filter((name) => !name.startsWith('validators')).map((name) => `library/${name}`),
    )
    expect(readFileSync(join(root, 'generated/library/client.ts'), 'utf8')).not.toMatch(/validat/i)
  })

  it.each([
    ['x-openapi-contracts: { strict: true, language: js, importExtension: none }', []],
    ['x-openapi-contracts: { strict: true }', ['--language', 'js', '--import-extension', 'none']],
    [
      'x-openapi-contracts: { strict: true, language: ts, importExtension: js }',
      ['--language', 'js', '--import-extension', 'none'],
    ],
  ])('writes JavaScript by %s and %j', async (entry, args) => {
    const before = 'x-openapi-contracts: { strict: true }'
    const root = makeProject({ ...files, 'redocly.yaml': files['redocly.yaml'].replace(before, entry) })
    expect(await generate(root, ...args)).toMatchObject({ code: 0 })
    const written = snapshot(join(root, 'generated/library'))
    expect(Object.keys(written)).toEqual(
      expect.arrayContaining(['client.d.ts', 'client.js', 'index.js', 'runtime/connect.js', 'types.d.ts']),
    )
    expect(Object.keys(written).filter((name) => /(?<!\.d)\.ts$/.test(name))).toEqual([])
    expect(written['client.js']).toContain("from './runtime/index'")
    expect(written['client.d.ts']).toContain("from './types'")
  })

  it('rejects an unknown language of redocly.yaml', async () => {
    const root = makeProject({
      ...files,
      'redocly.yaml': files['redocly.yaml'].replace('strict: true', 'language: 7'),
    })
    expect(await generate(root)).toEqual({ code: 2, output: 'Unknown language `7`. Expected `ts` or `js`.' })
  })

  it('does not write unchanged files', async () => {
    const root = await generated()
    const before = snapshot(root, true)
    appendFileSync(join(root, 'generated/library/types.ts'), '// edited\n')
    expect((await generate(root)).code).toBe(0)
    const { 'generated/library/types.ts': types, ...others } = snapshot(root, true)
    const { 'generated/library/types.ts': original, ...originals } = before
    expect(others).toEqual(originals)
    expect(types?.split('\n').slice(1)).toEqual(original?.split('\n').slice(1))
  })

  it('removes files that no description generates any more', async () => {
    const root = await generated()
    mkdirSync(join(root, 'generated/gone/deep'), { recursive: true })
    writeFileSync(join(root, 'generated/gone/deep/types.ts'), '')
    writeFileSync(join(root, 'generated/library/old.ts'), '')
    const { output } = await generate(root)
    expect(output.split('\n').slice(-2)).toEqual([
      'removed generated/gone/deep/types.ts',
      'removed generated/library/old.ts',
    ])
    expect(namesIn(join(root, 'generated'))).toEqual(NAMES.map((name) => `library/${name}`))
  })

  it('generates the same files after `generated/` was deleted', async () => {
    const root = await generated()
    const before = snapshot(root)
    rmSync(join(root, 'generated'), { recursive: true })
    await generate(root)
    expect(snapshot(root)).toEqual(before)
  })

  it('generates only the API of --api, and leaves the others', async () => {
    const two =
      'apis: { a: { root: openapi/library.yaml }, b: { root: openapi/library.yaml } }\nextends: [minimal]\n'
    const root = makeProject({ ...files, 'redocly.yaml': two, 'generated/a/kept.ts': '' })
    expect((await generate(root, '--api', 'b')).output).not.toContain('generated/a')
    expect(namesIn(join(root, 'generated'))).toEqual(['a/kept.ts', ...NAMES.map((name) => `b/${name}`)])
    expect((await generate(root, '--check', '--api', 'b')).code).toBe(0)
    expect((await generate(root, '--check')).code).toBe(1)
  })
})

describe('npm run generate -- --check', () => {
  it('finds no difference between the descriptions and the committed files of this project', async () => {
    const { differences, files: generatedFiles } = await plan(repository, listApis(repository), true)
    expect(differences).toEqual([])
    expect(generatedFiles.size).toBeGreaterThan(9)
  })

  it('names each file that differs and the command that updates it, and writes nothing', async () => {
    const root = await generated()
    expect(await generate(root, '--check')).toEqual({
      code: 0,
      output: expect.stringMatching(/^generated\/ is up to date: library, \d+ files\.$/) as string,
    })
    appendFileSync(join(root, 'generated/library/types.ts'), '// edited\n')
    rmSync(join(root, 'generated/library/validators/compiled.js'))
    writeFileSync(join(root, 'generated/library/old.ts'), '')
    const before = snapshot(root, true)
    const ended = await runCommand(root, ['generate', '--check'])
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `generated/ is out of date:
  generated/library/types.ts  changed
  generated/library/validators/compiled.js  missing
  generated/library/old.ts  superfluous
To update it: npm run generate
`,
    })
    expect(snapshot(root, true)).toEqual(before)
    expect((await generate(root)).code).toBe(0)
    expect((await generate(root, '--check')).code).toBe(0)
  })

  it('finds no difference if Git checked out every file with CRLF', async () => {
    const root = await generated()
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const file = join(root, name)
      if (statSync(file).isFile()) writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
    }
    expect(await generate(root, '--check')).toMatchObject({ code: 0 })
  })

  it('detects an edit in any file of the description', async () => {
    const root = await generated()
    appendFileSync(join(root, 'openapi/library/people.yaml'), '    age: { type: integer }\n')
    const { code, output } = await generate(root, '--check')
    expect(code).toBe(1)
    expect(output.match(/changed$/gm)).toHaveLength(4)
  })
})

describe('an invalid description', () => {
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
      'a reference to a schema that does not exist',
      'openapi/library.yaml',
      "'#/components/schemas/problem'",
      "'#/components/schemas/nothing'",
      `openapi/library.yaml:${line("'#/components/schemas/problem'")}:23: Can't resolve $ref`,
    ],
    [
      'a reference to a file that does not exist',
      'openapi/library.yaml',
      'library/loans.yaml',
      'library/lost.yaml',
      "openapi/library.yaml:9:5: Can't resolve $ref: `library/lost.yaml` does not exist. (no-unresolved-refs)",
    ],
    [
      'a lint error',
      'openapi/library.yaml',
      '      summary: The tree of categories\n',
      '',
      'openapi/library.yaml:11:5: Operation object should contain `summary` field. (operation-summary)',
    ],
    [
      'a lint error in another file',
      'openapi/library/loans.yaml',
      '  summary: Lend a book\n',
      '',
      'openapi/library/loans.yaml:3:1: Operation object should contain `summary` field. (operation-summary)',
    ],
  ])('reports the source of %s, and writes nothing', async (_, file, before, after, message) => {
    const root = await generated()
    const path = join(root, file)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(before)
    writeFileSync(path, text.replace(before, after))
    const state = snapshot(root, true)
    for (const args of [[], ['--check']]) {
      const { code, output } = await generate(root, ...args)
      expect(code).toBe(2)
      expect(output).toContain(message)
      expect(output).not.toContain(root)
    }
    expect(snapshot(root, true)).toEqual(state)
  })

  it('writes no file of the other APIs either', async () => {
    const two =
      'apis: { good: { root: openapi/library.yaml }, bad: { root: bad.yaml } }\nextends: [minimal]\n'
    const root = makeProject({ ...files, 'redocly.yaml': two, 'bad.yaml': 'openapi: 3.1.1\ninfo: [\n' })
    const state = snapshot(root, true)
    const ended = await runCommand(root, ['generate'])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/^bad\.yaml:\d+: Not valid YAML: .+\n$/)
    expect(snapshot(root, true)).toEqual(state)
  })
})

describe('the command line', () => {
  it.each<[string, string[], string]>([
    ['an unknown option', ['--chek'], 'Unknown option `--chek`. Did you mean `--check`?'],
    ['an unknown API', ['--api', 'librari'], 'redocly.yaml: Unknown API `librari`. Did you mean `library`?'],
    [
      'an unknown API with no similar name',
      ['--api', 'x'],
      'redocly.yaml: Unknown API `x`. The APIs are: library.',
    ],
    ['an unknown file', ['nothing.yaml'], 'nothing.yaml: File not found.'],
    ['an unknown language', ['--language', 'java'], 'Unknown language `java`. Expected `ts` or `js`.'],
    [
      'an unknown extension',
      ['--import-extension', 'mjs'],
      'Unknown import-extension `mjs`. Expected `ts` or `js` or `none`.',
    ],
    [
      'JavaScript that would import TypeScript',
      ['--language', 'js', '--import-extension', 'ts'],
      'JavaScript cannot import `.ts`: use `--import-extension js` or `none`.',
    ],
    [
      'an output for several APIs',
      ['library', 'openapi/library.yaml', '--output', 'out'],
      '`--output` needs one API: name it.',
    ],
  ])('rejects %s', async (_, args, message) => {
    const root = makeProject(files)
    expect(await generate(root, ...args)).toEqual({ code: 2, output: message })
    expect(Object.keys(snapshot(root))).toEqual(Object.keys(files).sort())
  })

  it('prints one message without a stack trace to stderr, and exits with 2', async () => {
    expect(await runCommand(makeProject(files), ['generate', '--chek'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Unknown option `--chek`. Did you mean `--check`?\n',
    })
  })

  it('prints the methods, the skipped operations and the warnings with --reporter json', async () => {
    const text = library.replace(
      '    get:\n',
      '    trace:\n      operationId: traceCategories\n      responses: {}\n    get:\n',
    )
    const { code, output } = await generate(
      makeProject({
        ...files,
        'openapi/library.yaml': text,
        'redocly.yaml': 'apis: { library: { root: openapi/library.yaml } }\nextends: [minimal]\n',
      }),
      '--reporter',
      'json',
    )
    expect({ code, report: JSON.parse(output) as unknown }).toEqual({
      code: 0,
      report: {
        operations: ['lendBook', 'listCategories'],
        skipped: [
          {
            operation: 'traceCategories',
            reason: '`fetch` does not send the method TRACE.',
            source: expect.stringMatching(/^openapi\/library\.yaml:\d+$/) as string,
          },
        ],
        warnings: [],
      },
    })
  })

  it('rejects an unknown reporter', async () => {
    const output = 'Unknown reporter `xml`. Expected `terminal` or `json`.'
    expect(await generate(makeProject(files), '--reporter', 'xml')).toEqual({ code: 2, output })
  })

  it('prints its options with --help', async () => {
    const { code, output } = await generate(makeProject(files), '--help')
    expect(code).toBe(0)
    expect(output).toContain('--check')
  })

  it('reports generated files that cannot be written', async () => {
    const root = makeProject({ ...files, generated: 'a file, not a folder' })
    const { code, output } = await generate(root)
    expect(code).toBe(2)
    expect(output).toMatch(/^The files in generated\/ cannot be (read|written): \w+: [\w ]+\.$/)
    expect(output).not.toContain(root)
  })
})
