import { expect, it } from 'vitest'
import { format } from '../../src/codegen/format.ts'
import { makeIndexFile } from '../../src/codegen/index-file.ts'
import { literal } from '../../src/codegen/printed.ts'
import { makeDeclarations, makeIndex } from '../../src/codegen/validators/declare.ts'
import { nameSchemas } from '../../src/codegen/validators/named.ts'
import { describe } from '../../src/description/index.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'

/** Names of different kinds, so long that their lines are of all lengths. A name alone is shorter than a line. */
const names = Array.from({ length: 95 }, (_, length) => [
  `Thing${'s'.repeat(length)}`,
  `thing-${'s'.repeat(length)}`,
  `thing/"${'s'.repeat(length)}`,
]).flat()

const content = (schema: object): object => ({ content: { 'application/json': { schema } } })

const document = {
  openapi: '3.1.1',
  info: { title: 'Things', version: '1' },
  paths: Object.fromEntries(
    names.map((name, index) => [
      `/${index}`,
      {
        post: {
          operationId: name,
          requestBody: content({ type: 'object' }),
          responses: {
            200: { description: '', ...content({ $ref: `#/components/schemas/Schema${index}` }) },
            ...(index % 2 === 0 && { '4XX': { description: '', ...content({ type: 'object' }) } }),
            ...(index % 3 === 0 && { default: { description: '', ...content({ type: 'object' }) } }),
          },
        },
      },
    ]),
  ),
  components: {
    schemas: Object.fromEntries(
      names.flatMap((name, index) => [
        [`Schema${index}`, { type: 'object' }],
        [name.replaceAll('/"', '.'), { type: 'string' }],
      ]),
    ),
  },
} as unknown as OpenAPIDocument

const description = describe('things', document, { files: [], lines: {} } as never)

/** Formats a text whatever its length. */
const withPrettier = async (text: string): Promise<string> => (await format({ name: 'any.ts', text })).text

it.each([
  ['the index of the validators', (): string => makeIndex(nameSchemas(description))],
  ['the declarations of the validators', (): string => makeDeclarations(nameSchemas(description))],
  [
    'the index',
    (): string => {
      const schemas = Object.keys(document.components?.schemas ?? {})
      const short = new Map(schemas.map((name) => [name.replaceAll(/\W/g, '_'), name]))
      return makeIndexFile({ name: 'things', file: 'things.yaml' }, description, '', short).text
    },
  ],
])('prints %s as Prettier does', async (_, print) => {
  const text = print()
  expect(text.trimStart()).toBe(await withPrettier(text))
})

it('prints a text with quotes as a literal that has its value', async () => {
  for (const text of ['a', 'a"b', "a'b", 'a\\b', 'a\\"b', 'a\nb']) {
    const printed = literal(text)
    expect(await withPrettier(`x = ${printed}`)).toBe(`x = ${printed}\n`)
    const { value } = (await import(
      `data:text/javascript,export const value = ${encodeURIComponent(printed)}`
    )) as {
      value: string
    }
    expect(value).toBe(text)
  }
})
