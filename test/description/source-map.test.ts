import { describe, expect, it } from 'vitest'
import { bundleApi } from '../../src/description/bundle.ts'
import { get, joinPointer, parsePointer } from '../../src/description/index.ts'
import { parseFile } from '../../src/description/load/parsed-file.ts'
import { locate, makeSourceMap } from '../../src/description/source-map.ts'
import { files } from '../codegen/library.ts'
import { makeProject } from '../codegen/project.ts'

const root = makeProject(files)
const bundled = await bundleApi(root, { name: 'library', file: 'openapi/library.yaml' })
const { document } = bundled
const sourceMap = bundled.sourceMap()

/** Returns the line of the source of a pointer. */
function written(...tokens: (string | number)[]): string {
  const { file, line } = locate(sourceMap, joinPointer('', ...tokens))
  return `${file}: ${files[file as keyof typeof files].split('\n')[line - 1]?.trim() ?? ''}`
}

describe('the source map of a description in three files', () => {
  it('maps to the line of a key in the main file', () => {
    expect(written('info', 'title')).toBe('openapi/library.yaml: title: Library')
    expect(written('components', 'schemas', 'category-tree', 'properties', 'children', 'items', '$ref')).toBe(
      "openapi/library.yaml: items: { $ref: '#/components/schemas/category-tree' }",
    )
  })

  it('maps through a reference of a path item to its file', () => {
    const item = ['paths', '/books/{isbn}/loans'] as const
    expect(written(...item, 'post', 'operationId')).toBe('openapi/library/loans.yaml: operationId: lendBook')
    expect(written(...item, 'parameters', 0, 'name')).toBe(
      'openapi/library/loans.yaml: - { name: isbn, in: path, required: true, schema: { type: string } }',
    )
  })

  it('maps a component to its file, through two other files', () => {
    expect(written('components', 'schemas', 'Person', 'properties', 'email')).toBe(
      'openapi/library/people.yaml: email: { type: string, format: email }',
    )
    expect(written('components', 'schemas', 'Loan', 'properties', 'fee', 'oneOf', 1)).toBe(
      'openapi/library.yaml: - { type: integer, multipleOf: 3 }',
    )
  })

  it('maps names with ~ and /', () => {
    expect(written('components', 'schemas', 'odd.names_v2', 'properties', 'a/b~c')).toBe(
      'openapi/library.yaml: a/b~c: { type: string, maxLength: 1 }',
    )
    expect(
      written('components', 'schemas', 'Loan', 'properties', 'notes', 'patternProperties', '^x/'),
    ).toContain("patternProperties: { '^x/'")
  })

  it('maps every key of the bundle to a line with that key', () => {
    const pointers = Object.keys(sourceMap).filter((pointer) => pointer !== '')
    expect(pointers.length).toBeGreaterThan(150)
    for (const pointer of pointers) {
      expect(get(document, pointer)).toBeDefined()
      const token = parsePointer(pointer).at(-1) ?? ''
      const isItem = Array.isArray(get(document, joinPointer('', ...parsePointer(pointer).slice(0, -1))))
      // The target of a reference is found by its value. Its key can be on the line before.
      const isTarget = /^\/components\/schemas\/[^/]+$|^\/paths\/[^/]+$/.test(pointer)
      if (!isItem && !isTarget)
        expect([pointer, written(...parsePointer(pointer))]).toEqual([
          pointer,
          expect.stringContaining(token),
        ])
    }
  })

  it('returns the nearest ancestor for a part without a source', () => {
    expect(locate(sourceMap, '/info/title/nothing/at/all')).toEqual({ file: 'openapi/library.yaml', line: 3 })
    expect(locate(sourceMap, '/nothing')).toEqual({ file: 'openapi/library.yaml', line: 1 })
    expect(locate({}, '/nothing')).toEqual({ file: '', line: 1 })
  })
})

describe('makeSourceMap', () => {
  const make = (bundled: unknown, text: string): Record<string, number> =>
    Object.fromEntries(
      Object.entries(makeSourceMap(bundled, '/p/a.yaml', () => parseFile('a.yaml', text), '/p')).map(
        ([pointer, { line }]) => [pointer, line],
      ),
    )

  it('supports Unicode, quoted and numeric names, block and flow style, comments and anchors', () => {
    const text = '# a\ngröße/🙂:\n  "x~y": [1,\n    2]\n\n200: &a\n  b: c\nd: *a\n'
    expect(make({ 'größe/🙂': { 'x~y': [1, 2] }, '200': { b: 'c' }, d: { b: 'c' } }, text)).toEqual({
      '': 2,
      '/größe~1🙂': 2,
      '/größe~1🙂/x~0y': 3,
      '/größe~1🙂/x~0y/0': 3,
      '/größe~1🙂/x~0y/1': 4,
      '/200': 6,
      '/200/b': 7,
      '/d': 8,
      '/d/b': 7,
    })
  })

  it('omits parts that only the bundle has', () => {
    expect(make({ a: 1, b: { c: 1 } }, 'a: 1\n')).toEqual({ '': 1, '/a': 1 })
  })
})
