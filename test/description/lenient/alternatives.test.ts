import { test } from 'vitest'
import { expectRow, withSchema } from './rows.ts'
import type { Row } from './rows.ts'

/** Returns a row whose `oneOf` has an alternative that never matches alone, in the line with the mark. */
const shadowed = (fault: string, alternatives: readonly string[], others = '', version?: string): Row => ({
  fault,
  text: withSchema(`oneOf:\n${alternatives.map((one) => `  - ${one}\n`).join('')}`, others, version),
  warnings: [/never matches alone. `oneOf` is read as `anyOf`/],
})

/** Returns a row whose `oneOf` stays as it is. */
const exclusive = (fault: string, alternatives: string, version?: string): Row => ({
  fault,
  text: withSchema(`oneOf: [${alternatives}]\n`, '', version),
  warnings: [],
})

const ALTERNATIVES: readonly Row[] = [
  shadowed('alternatives that differ in their words only', [
    '{ type: object, required: [a, b], description: One. }',
    '{ type: string }',
    '{ description: Two., required: [b, a], type: object } # !',
  ]),
  shadowed(
    'alternatives that refer to schemas with the same properties',
    [`{ $ref: '#/components/schemas/T' }`, `{ $ref: '#/components/schemas/U' } # !`],
    `    T: { properties: { title: { type: string, example: x } } }\n    U: { properties: { title: { example: y, type: string } } }\n`,
  ),
  shadowed(
    'an alternative that inherits from another one',
    [
      `{ $ref: '#/components/schemas/T' }`,
      `{ allOf: [{ $ref: '#/components/schemas/T' }, { required: [b] }] } # !`,
    ],
    `    T: { type: object, required: [a] }\n`,
  ),
  shadowed('an alternative with more properties', [
    '{ type: object, properties: { a: { type: string } } }',
    '{ type: object, properties: { a: { type: string, maxLength: 5 }, b: { type: string } } } # !',
  ]),
  shadowed('integer beside number', ['{ type: integer } # !', '{ type: number }']),
  shadowed('a part of the values', ['{ type: string, enum: [a] } # !', '{ type: string, enum: [a, b] }']),
  shadowed('a narrower range', ['{ minimum: 5, maximum: 6 } # !', '{ minimum: 4, maximum: 6 }']),
  shadowed('an alternative beside any value', ['{ type: string } # !', '{ description: Anything. }']),
  shadowed('closed alternatives', [
    '{ properties: { a: {}, b: {} }, additionalProperties: false }',
    '{ properties: { a: {} }, required: [a], additionalProperties: false } # !',
  ]),
  shadowed('lists', [
    '{ type: array, items: { type: number } }',
    '{ type: array, items: { type: integer } } # !',
  ]),
  {
    fault: 'the same alternatives, nullable',
    text: withSchema(`nullable: true\noneOf:\n  - { type: string }\n  - { type: string } # !\n`, '', '3.0.3'),
    warnings: [/never matches alone/],
  },
  {
    fault: 'the same alternatives beside anyOf',
    text: withSchema(`anyOf: [{ minLength: 1 }]\noneOf:\n  - { type: string }\n  - { type: string } # !\n`),
    warnings: [/never matches alone/],
  },
  exclusive(
    'alternatives with other names of properties',
    '{ properties: { title: { type: string } } }, { properties: { description: { type: string } } }',
  ),
  exclusive('alternatives with other required properties', '{ required: [a] }, { required: [b] }'),
  exclusive('a nullable alternative', '{ type: integer, nullable: true }, { type: number }', '3.0.3'),
  exclusive('overlapping values', '{ enum: [a, b] }, { enum: [b, c] }'),
  exclusive('overlapping ranges', '{ minimum: 5, maximum: 7 }, { minimum: 6, maximum: 8 }'),
  exclusive(
    'closed alternatives with other names',
    '{ properties: { a: {} }, additionalProperties: false }, { properties: { b: {} }, additionalProperties: false }',
  ),
  exclusive('other patterns', '{ type: string, pattern: ^a }, { type: string, pattern: ^b }'),
  exclusive('constants', '{ const: 1 }, { const: 2 }'),
]

test.each(ALTERNATIVES)('alternatives of oneOf: $fault', expectRow)
