import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { generateCommand } from '../../src/codegen/cli.ts'
import { DescriptionError, readDescription } from '../../src/description/index.ts'
import { readLive } from '../../src/description/read.ts'
import { storedPath } from '../../src/description/stored.ts'
import { files } from '../codegen/library.ts'
import { makeProject } from '../codegen/project.ts'

const api = { name: 'library', file: 'openapi/library.yaml' }

/** A project whose generated files differ in one word, to see which files are read. */
async function marked(): Promise<string> {
  const root = makeProject(files)
  await generateCommand([], root)
  const path = join(root, 'generated/library/openapi.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"Library"', '"As generated"'))
  return root
}

async function title(root: string): Promise<string> {
  return (await readDescription(root, 'library')).document.info.title
}

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue(undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('readDescription', () => {
  it('reads the generated files if they were made from the current files', async () => {
    expect(await title(await marked())).toBe('As generated')
  })

  it('reads the same from generated files as from the description', async () => {
    const root = makeProject(files)
    await generateCommand([], root)
    const stored = await readDescription(root, 'library')
    const live = await readLive(root, api)
    expect(stored.document).toEqual(live.document)
    expect(stored.operations).toEqual(live.operations)
    const pointers = stored.operations.flatMap((operation) => [
      operation.pointer,
      ...operation.responses.map(({ pointer }) => pointer),
      ...operation.parameters.map(({ pointer }) => pointer),
    ])
    expect(pointers.length).toBeGreaterThan(5)
    expect(pointers.map((pointer) => stored.source(pointer))).toEqual(
      pointers.map((pointer) => live.source(pointer)),
    )
    expect(stored.source('/paths/~1books~1{isbn}~1loans/post')).toEqual({
      file: 'openapi/library/loans.yaml',
      line: 3,
    })
  })

  it.each<[string, (root: string) => void]>([
    [
      'the description was edited',
      (root) => appendFileSync(join(root, 'openapi/library.yaml'), '# edited\n'),
    ],
    [
      'one of its parts was',
      (root) => appendFileSync(join(root, 'openapi/library/people.yaml'), '# edited\n'),
    ],
    ['the source map is gone', (root) => rmSync(storedPath(root, api))],
    ['the source map is broken', (root) => writeFileSync(storedPath(root, api), '{"files":')],
    ['the source map is empty', (root) => writeFileSync(storedPath(root, api), 'null')],
    ['the bundle is gone', (root) => rmSync(join(root, 'generated/library/openapi.json'))],
    [
      'it was made from another file',
      (root) => {
        const path = join(root, 'generated/library/package.json')
        writeFileSync(path, readFileSync(path, 'utf8').replace('openapi/library.yaml', 'openapi/other.yaml'))
      },
    ],
  ])('reads the description itself if %s', async (_, change) => {
    const root = await marked()
    change(root)
    expect(await title(root)).toBe('Library')
  })

  it('stores the lines of a clone, and reads the generated document from then on', async () => {
    const root = await marked()
    rmSync(storedPath(root, api))
    expect(await title(root)).toBe('Library')
    expect(await title(root)).toBe('As generated')
  })

  it('fails if one of its files is missing', async () => {
    const root = await marked()
    rmSync(join(root, 'openapi/library/people.yaml'))
    await expect(readDescription(root, 'library')).rejects.toThrow(/^openapi\/library.*people\.yaml/)
  })

  it('reads a description by its path, if redocly.yaml does not list it', async () => {
    const description = await readDescription(makeProject(files), 'openapi/library.yaml')
    expect([description.api, description.document.info.title]).toEqual(['library', 'Library'])
  })

  it('reads any version, and warns of each fault at its line', async () => {
    const plain = `openapi: 3.1.0
info: { title: Plain, version: '1' }
paths:
  /greetings/{name}:
    get:
      parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
      responses: { 200: { description: Hello., content: { application/json: {} } } }
`
    const read = async (text: string): Promise<string[]> => {
      const { operations, warnings } = await readDescription(
        makeProject({ 'plain.yaml': text }),
        'plain.yaml',
      )
      expect(operations.map(({ id }) => id)).toEqual(['getGreetingsByName'])
      return warnings.map(({ source, message }) => `${source}: ${message}`)
    }
    const noId =
      'plain.yaml:5: The operation `GET /greetings/{name}` has no `operationId`. It is named `getGreetingsByName`.'
    expect(await read(plain)).toEqual([noId])
    expect(await read(plain.replace('3.1.0', '3.0.3'))).toEqual([noId])
    expect(await read(plain.replace('description: Hello.', 'summary: Hello.'))).toEqual([noId])
    expect(await read(`${plain}      x-lifecycle: { state: /status }\n`)).toEqual([
      noId,
      expect.stringMatching(/^plain\.yaml:8: .*\(contract\/extension-shape\) The extension is ignored\.$/),
    ])
  })

  it('lists the known APIs', async () => {
    await expect(readDescription(makeProject(files), 'libary')).rejects.toThrow(DescriptionError)
  })
})
