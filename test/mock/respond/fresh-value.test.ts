import { expect, test } from 'vitest'
import { makeSchemas } from '../../../src/mock/read/schemas.ts'
import { freshValue } from '../../../src/mock/respond/fresh-value.ts'
import { isTooDeep } from '../../../src/mock/respond/crud/depth.ts'

/** Returns a fresh value of a schema. */
function freshOf(schema: object, taken: readonly string[] = []): string {
  const document = {
    openapi: '3.1.0',
    info: { title: '', version: '' },
    components: { schemas: { Id: schema } },
  }
  const schemas = makeSchemas(document as never, 'request')
  return freshValue(document, schemas, {
    schema: '/components/schemas/Id',
    example: undefined,
    isTaken: (value) => taken.includes(value),
  })
}

test('makes different ids for a pattern', () => {
  const ids = [1, 2, 3].map(() => freshOf({ type: 'string', pattern: '^usr' }))
  expect(new Set(ids).size).toBe(3)
  for (const id of ids) expect(id).toMatch(/^usr/)
})

test('makes different ids for a pattern of one length, and integers as they are written', () => {
  const schema = { type: 'string', pattern: '^prd_[0-9a-hjkmnp-tv-z]{26}$' }
  expect(new Set(Array.from({ length: 40 }, () => freshOf(schema))).size).toBe(40)
  const integers = Array.from({ length: 4000 }, () => freshOf({ type: 'integer' }))
  expect(integers.filter((text) => String(Number(text)) !== text)).toEqual([])
})

test('makes hundreds of different ids for a pattern of few characters', () => {
  const schema = { type: 'string', pattern: '^prd_[0-9a-hjkmnp-tv-z]{26}$' }
  const taken: string[] = []
  for (let made = 0; made < 300; made += 1) taken.push(freshOf(schema, taken))
  expect(new Set(taken).size).toBe(300)
})

test('takes the only free id of a small range', () => {
  expect(freshOf({ type: 'integer', minimum: 1, maximum: 5 }, ['1', '2', '3', '5'])).toBe('4')
})

test('finds values that are nested too deeply to be stored', () => {
  let deep: unknown = 'text'
  for (let level = 0; level < 20_000; level += 1) deep = [deep]
  expect(isTooDeep(deep)).toBe(true)
  expect(isTooDeep({ name: 'text', tags: [{ id: 1 }], none: null })).toBe(false)
})
