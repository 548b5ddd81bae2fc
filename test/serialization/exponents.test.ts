import { expect, it } from 'vitest'
import type { Content } from '../../src/description/index.ts'
import { canCarryBody } from '../../src/serialization/index.ts'

const contentOf = (mediaType: string): Content => ({ mediaType, object: {}, pointer: '', schema: '/schema' })
const document = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  schema: { properties: { number: { type: 'number' }, numbers: { type: 'array' } } },
}

it.each([
  [{ number: 1.5, numbers: [1] }, true],
  [{ number: 5e-324 }, false],
  [{ number: 1e21 }, false],
  [{ numbers: [1, 5e-324] }, false],
])('a form can carry %j: %s, because only JSON defines exponents', (value, isCarried) => {
  expect(canCarryBody(document, contentOf('application/x-www-form-urlencoded'), value)).toBe(isCarried)
  expect(canCarryBody(document, contentOf('application/json'), value)).toBe(true)
})
