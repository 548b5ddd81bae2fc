import { expect, test } from 'vitest'
import { fullBodies } from '../../../src/contract/cases/full-body.ts'
import type { CaseInput } from '../../../src/contract/cases/case-factory.ts'
import type { Schema } from '../../../src/description/index.ts'
import { schemasOf } from '../../../src/schema/index.ts'
import { describeOperation } from '../support/description.ts'

/** Returns the values of the full bodies of an operation with some named examples. */
function fullValues(...values: object[]): unknown[] {
  const examples = Object.fromEntries(values.map((value, index) => [`example${index}`, { value }]))
  const schema: Schema = { type: 'object', maxProperties: 3 }
  const content = { 'application/json': { schema, examples } }
  const description = describeOperation({ requestBody: { content } })
  const [operation] = description.operations
  const input = { operation, description, schemas: schemasOf(description.document) } as CaseInput
  return fullBodies(input).map(({ body }) => body?.value)
}

test('each value of an example is in one of the bodies, with as many others as possible', () => {
  expect(fullValues({ reason: 'x' }, {}, { list: [1] }, { list: [2] })).toEqual([
    { reason: 'x', list: [1] },
    { reason: 'x', list: [2] },
  ])
})

test('examples that exclude each other are not sent together', () => {
  expect(fullValues({ a: 1, b: 2 }, { c: 3, d: 4 })).not.toContainEqual({ a: 1, b: 2, c: 3, d: 4 })
})
