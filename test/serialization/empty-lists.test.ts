import { expect, it } from 'vitest'
import type { Content } from '../../src/description/index.ts'
import { canCarryBody } from '../../src/serialization/index.ts'

const schema = {
  properties: { name: {}, list: { type: 'array' }, deep: { type: 'object' }, json: { type: 'object' } },
}
const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, schema }
const encoding = { deep: { style: 'deepObject' }, json: { contentType: 'application/json' } }
const form: Content = {
  mediaType: 'application/x-www-form-urlencoded',
  object: { encoding },
  pointer: '',
  schema: '/schema',
}

it.each([
  [{ name: 'a', list: ['x'] }, true],
  [{ name: 'a', list: [] }, false],
  [{ name: 'a', deep: { x: 1 } }, true],
  [{ name: 'a', deep: {} }, false],
  [{ name: 'a', json: {} }, true],
])('a form can carry %j: %s, because a list or record without content has no field', (value, isCarried) => {
  expect(canCarryBody(document, form, value)).toBe(isCarried)
})
