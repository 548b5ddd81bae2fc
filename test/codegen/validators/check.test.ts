import { expect, it } from 'vitest'
import { generateCommand } from '../../../src/codegen/cli.ts'
import { files, library } from '../library.ts'
import { makeProject } from '../project.ts'

/** The line, from 1, of the library's description in which `text` stands first. */
function lineOf(text: string): number {
  return library.slice(0, library.indexOf(text)).split('\n').length
}

/** What generating the library says once `before` in it has become `after`. */
async function rejectionOf(before: string, after: string): Promise<string> {
  expect(library).toContain(before)
  const root = makeProject({ ...files, 'openapi/library.yaml': library.replace(before, () => after) })
  return generateCommand([], root).then(
    (code) => `code ${code}`,
    (error: unknown) => (error as Error).message,
  )
}

const due = 'due: { type: string, format: date }'

it.each<[string, string, string, string, string]>([
  [
    'a required property that is not described',
    'required: [returned_at], properties',
    'required: [returned], properties',
    'then:',
    'required property "returned" is not defined (strictRequired)',
  ],
  [
    'a keyword without its type',
    'name: { type: string, minLength: 1, maxLength: 3 }',
    'name: { minLength: 1 }',
    'name: { type: string, minLength: 1, maxLength: 3 }',
    'missing type "string" for keyword "minLength" (strictTypes)',
  ],
  [
    'a format that nobody knows',
    due,
    'due: { type: string, format: day }',
    due,
    'unknown format "day" is not known',
  ],
  [
    'a pattern that is no regular expression',
    "pattern: '^[\\p{L} /]+$'",
    "pattern: '^[\\p{L} /+$'",
    "{ type: string, pattern: '^[\\p{L} /]+$'",
    'Invalid regular expression',
  ],
])('refuses %s, at its line', async (_, before, after, place, message) => {
  const text = await rejectionOf(before, after)
  expect(text).toContain(`openapi/library.yaml:${lineOf(place)}: `)
  expect(text).toContain(message)
  expect(text.split('\n')).toHaveLength(1)
})

it('refuses two schemas whose validators would have one name', async () => {
  const text = await rejectionOf('    problem:\n', '    CategoryTree: { type: string }\n    problem:\n')
  expect(text).toBe(
    `openapi/library.yaml:${lineOf('    problem:')}: Its validator would be called \`validateCategoryTree\`, ` +
      `like that of openapi/library.yaml:${lineOf('    category-tree:')}: rename one of them.`,
  )
})
