import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { generateCommand } from '../../../src/codegen/cli.ts'
import { files, library, loan } from '../library.ts'
import { loadValidators } from '../loaded.ts'
import type { Validator } from '../loaded.ts'
import { makeProject } from '../project.ts'

afterEach(() => vi.restoreAllMocks())

/** Returns the line number of the first `text` in the library's description. */
function lineOf(text: string): number {
  return library.slice(0, library.indexOf(text)).split('\n').length
}

/** Generates the library with `after` in place of `before`. Returns its warnings. */
async function generate(before: string, after: string): Promise<{ root: string; warnings: unknown[] }> {
  expect(library).toContain(before)
  const root = makeProject({
    ...files,
    'package.json': '{ "type": "module" }',
    'openapi/library.yaml': library.replace(before, () => after),
  })
  const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  vi.spyOn(console, 'log').mockReturnValue(undefined)
  expect(await generateCommand([], root)).toBe(0)
  return { root, warnings: warn.mock.calls.map(([text]) => text as unknown) }
}

const due = 'due: { type: string, format: date }'

it('prints no warning if everything is checked', async () => {
  expect((await generate(due, due)).warnings).toEqual([])
})

it.each<[string, string, string, string, string]>([
  [
    'an unknown format',
    due,
    'due: { type: string, format: day }',
    due,
    'The validators do not check `format: day`.',
  ],
  [
    'a pattern that is not a regular expression',
    "pattern: '^[\\p{L} /]+$'",
    "pattern: '^[\\p{L} /+$'",
    "{ type: string, pattern: '^[\\p{L} /]+$'",
    'The pattern `"^[\\\\p{L} /+$"` is not a regular expression of JavaScript. It is not checked.',
  ],
])('warns of %s with its line, and accepts any text for it', async (_, before, after, place, message) => {
  const { root, warnings } = await generate(before, after)
  expect(warnings).toEqual([`openapi/library.yaml:${lineOf(place)}: warning: ${message}`])
  const { validateLoan } = await loadValidators(root, 'library')
  expect((validateLoan as Validator)(loan)).toBe(true)
})

it.each<[string, string, string]>([
  [
    'a required property that is not described',
    'required: [returned_at], properties',
    'required: [returned], properties',
  ],
  [
    'a keyword without its type',
    'name: { type: string, minLength: 1, maxLength: 3 }',
    'name: { minLength: 1 }',
  ],
])('checks %s', async (_, before, after) => {
  expect((await generate(before, after)).warnings).toEqual([])
})

it('numbers validators of schemas that would have the same name', async () => {
  const { root } = await generate('    problem:\n', '    CategoryTree: { type: string }\n    problem:\n')
  const declared = readFileSync(join(root, 'generated/library/validators/compiled.d.ts'), 'utf8')
  expect(declared).toContain("validateCategoryTree: Validator<components['schemas']['category-tree']>")
  expect(declared).toContain("validateCategoryTree2: Validator<components['schemas']['CategoryTree']>")
})
