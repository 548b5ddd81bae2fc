import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { startDev } from '../../src/dev/dev.ts'
import type { LoadOptions } from '../../src/description/index.ts'
import type { Dev } from '../../src/dev/dev.ts'
import { scaled } from '../time-scale.ts'
import { temporaryFolder } from '../temporary-folder.ts'

let root = ''
let dev: Dev | undefined
const lines: string[] = []

const describeApi = (title: string, schema = `{ $ref: '#/components/schemas/Thing' }`): string =>
  `openapi: 3.1.0
info: { title: ${title}, version: 1.0.0 }
servers: [{ url: https://things.example }]
paths:
  /things:
    get:
      operationId: listThings
      summary: List
      responses:
        '200':
          description: All things
          content:
            application/json:
              schema: { type: array, items: ${schema} }
components:
  schemas:
    Thing:
      type: object
      required: [name]
      properties: { name: { type: string, maxLength: 20 } }
`

function write(name: string, text: string): void {
  const file = join(root, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Starts the loop in a project of these files and symbolic links. */
async function start(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
  load: LoadOptions = {},
): Promise<void> {
  root = join(temporaryFolder('rounds'), 'project')
  for (const [name, text] of Object.entries(files)) write(name, text)
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name))
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'))
  lines.length = 0
  dev = await startDev({
    root,
    docsPort: 0,
    mockPort: 0,
    startLocal: () => undefined,
    load,
    log: (line) => void lines.push(line),
  })
}

/** Changes something, waits for a round and for what may follow it, and returns the lines. */
async function linesAfter(change: () => void, last = /contract|stay as they are|No API/): Promise<string[]> {
  const from = lines.length
  change()
  await expect
    .poll(() => lines.slice(from).some((line) => last.test(line)), { timeout: scaled(20_000) })
    .toBe(true)
  await pause(300)
  return lines.slice(from)
}

/** Returns the steps of the lines, with their APIs. */
const stepsOf = (part: readonly string[]): string[] =>
  part.flatMap((line) => {
    const [, mark = '', name = '', api = ''] = /^ {2}(\S) (\w+) +(\S*)/.exec(line) ?? []
    return mark === '' ? [] : [`${mark} ${name} ${name === 'docs' ? '' : api}`.trim()]
  })

const savesOf = (part: readonly string[]): string[] =>
  part.filter((line) => /saved|removed/.test(line) && !line.startsWith(' '))

const TWO = {
  'redocly.yaml': 'apis:\n  one: { root: specs/one.yaml }\n  two: { root: specs/two.yaml }\n',
  'specs/one.yaml': describeApi('One'),
  'specs/two.yaml': describeApi('Two'),
}

afterEach(async () => {
  await dev?.close()
  dev = undefined
})

test(
  'tests an API without a sandbox against its own mock, and runs only the API of a saved file',
  async () => {
    await start(TWO)
    expect(stepsOf(lines).filter((step) => step.includes('contract'))).toEqual([
      '✓ contract one',
      '✓ contract two',
    ])
    expect(lines.find((line) => line.includes('contract'))).toMatch(
      /its own mock: [1-9]\d* rules passed, 0 failed/,
    )
    const saved = await linesAfter(() =>
      execFileSync('sed', ['-i', 's/maxLength: 20/maxLength: 21/', join(root, 'specs/two.yaml')]),
    )
    expect(savesOf(saved)).toEqual(['specs/two.yaml saved'])
    expect(stepsOf(saved)).toEqual(['✓ lint two', '✓ generate two', '✓ mock two', '✓ docs', '✓ contract two'])
    const unknown = await linesAfter(() => write('specs/notes.yaml', 'a: 1'))
    expect(unknown).toEqual(['specs/notes.yaml saved', '      No API uses it.'])
  },
  scaled(120_000),
)

test(
  'runs one round for all saves during a round',
  async () => {
    await start(TWO)
    const from = lines.length
    write('specs/one.yaml', describeApi('One more'))
    await expect.poll(() => lines.slice(from).join(), { timeout: scaled(60_000) }).toContain('lint')
    for (const title of ['Two A', 'Two B', 'Two C']) {
      write('specs/two.yaml', describeApi(title))
      await pause(120)
    }
    const generated = (): string => readFileSync(join(root, 'generated/two/openapi.json'), 'utf8')
    await expect.poll(generated, { timeout: scaled(90_000) }).toContain('Two C')
    await expect.poll(() => lines.slice(from).join(), { timeout: scaled(60_000) }).toMatch(/contract +two/)
    await pause(500)
    const reported = savesOf(lines.slice(from))
    // Without the merge there would be one round for each save.
    expect(reported.length).toBeLessThan(4)
  },
  scaled(240_000),
)

test.each(['', '    x-openapi-contracts: { strict: true }\nextends: [minimal]\n'])(
  'names the target of a dangling reference first, and runs again when it exists %#',
  async (settings) => {
    await start({
      'redocly.yaml': `apis:\n  one:\n    root: one.yaml\n${settings}`,
      'one.yaml': describeApi('One'),
    })
    const local = await linesAfter(() =>
      write('one.yaml', describeApi('One', `{ $ref: '#/components/schemas/Thin' }`)),
    )
    expect(local[1]).toMatch(/^ {2}✗ lint .*one\.yaml:14(:\d+)?: .*`#\/components\/schemas\/Thin`/)
    expect(stepsOf(local)).toEqual(['✗ lint one'])
    const external = await linesAfter(() =>
      write('one.yaml', describeApi('One', `{ $ref: './parts/thing.yaml' }`)),
    )
    expect(external[1]).toMatch(/^ {2}✗ lint .*one\.yaml:14(:\d+)?: .*parts\/thing\.yaml` does not exist/)
    const made = await linesAfter(() => write('parts/thing.yaml', 'type: string\n'))
    expect(savesOf(made)).toEqual(['parts/thing.yaml saved'])
    expect(stepsOf(made)).toContain('✓ contract one')
    const changed = await linesAfter(() => write('parts/thing.yaml', 'type: integer\n'))
    expect(stepsOf(changed)).toContain('✓ contract one')
  },
  scaled(120_000),
)

test(
  'follows symbolic links, and reads the list of APIs again',
  async () => {
    await start(
      {
        'redocly.yaml': 'apis:\n  one: { root: specs/one.yaml }\n',
        'specs/other.yaml': describeApi('Other'),
        '../shared/one.yaml': describeApi('One'),
      },
      { 'specs/one.yaml': '../../shared/one.yaml' },
    )
    const saved = await linesAfter(() => write('../shared/one.yaml', describeApi('One linked')))
    expect(savesOf(saved)).toEqual(['specs/one.yaml saved'])
    expect(stepsOf(saved)).toContain('✓ contract one')
    const added = await linesAfter(
      () =>
        write(
          'redocly.yaml',
          'apis:\n  one: { root: specs/one.yaml }\n  other: { root: specs/other.yaml }\n',
        ),
      /contract +other/,
    )
    expect(stepsOf(added)).toContain('✓ mock other')
  },
  scaled(120_000),
)

const OUTSIDE = {
  'redocly.yaml': 'apis: { one: { root: specs/one.yaml } }\n',
  'specs/one.yaml': describeApi('One', "{ $ref: '../shared/thing.yaml' }"),
  'shared/thing.yaml': '{ type: object, properties: { name: { type: string } } }\n',
}

test(
  'reports a warning once a round, in the step of its API, and counts the files that it writes',
  async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    try {
      await start(OUTSIDE)
      expect(lines.filter((line) => line.includes('outside the folder'))).toEqual([
        expect.stringMatching(/^ {2}✓ lint +one +warning: specs\/one\.yaml:14: .*use `--allow-outside`/),
      ])
      expect([...log.mock.calls, ...warn.mock.calls]).toEqual([])
      expect(lines.find((line) => line.includes('generate'))).toMatch(/wrote \d+ files in generated\/one\//)
    } finally {
      vi.restoreAllMocks()
    }
  },
  scaled(120_000),
)

test(
  'reads and follows a file outside of the folder of the description with --allow-outside',
  async () => {
    await start(OUTSIDE, {}, { allowOutside: true })
    expect(lines.filter((line) => /warning|✗/.test(line))).toEqual([])
    const saved = await linesAfter(() =>
      write('shared/thing.yaml', '{ type: object, properties: { name: { type: integer } } }\n'),
    )
    expect(savesOf(saved)).toEqual(['shared/thing.yaml saved'])
    expect(stepsOf(saved)).toEqual(['✓ lint one', '✓ generate one', '✓ mock one', '✓ docs', '✓ contract one'])
  },
  scaled(120_000),
)
