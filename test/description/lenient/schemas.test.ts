import { test } from 'vitest'
import { expectRow, indent, withSchema } from './rows.ts'
import type { Row } from './rows.ts'

const one = (keyword: string, others = ''): string => withSchema(`${keyword} # !\n`, others)

const TYPES: readonly Row[] = [
  { fault: 'an unknown type', text: one(`type: int`), warnings: [/Unknown type `int`/] },
  { fault: 'the type `any`', text: one(`type: any`), warnings: [/Unknown type `any`/] },
  { fault: 'a type in upper case', text: one(`type: String`), warnings: [/Unknown type `String`/] },
  {
    fault: 'an unknown type in a list',
    text: one(`type: [string, date]`),
    warnings: [/Unknown type `date`/],
  },
  { fault: 'an empty list of types', text: one(`type: []`), warnings: [/`type` is empty/] },
  { fault: 'a type that is null', text: one(`type: null`), warnings: [/type/] },
  { fault: 'null in a list of types', text: withSchema(`type: [string, null]\n`), warnings: [] },
  {
    fault: 'a list of types in 3.0',
    text: withSchema(`type: [string, 'null']\n`, '', '3.0.3'),
    warnings: [],
  },
  { fault: 'the type `file`', text: withSchema(`type: file\n`), warnings: [] },
  { fault: 'an unknown format', text: withSchema(`{ type: string, format: phone }\n`), warnings: [] },
  { fault: 'a format of another type', text: withSchema(`{ type: integer, format: date }\n`), warnings: [] },
  {
    fault: 'a schema that is a text',
    text: withSchema(`type: object\nproperties:\n  a: string # !\n`),
    warnings: [/Expected an object. Received `"string"`/],
  },
  {
    fault: 'a schema that is null',
    text: withSchema(`type: object\nproperties:\n  a: # !\n`),
    warnings: [/Expected an object. Received `null`/],
  },
]

const KEYWORDS: readonly Row[] = [
  {
    fault: '`required: true` of a property',
    text: withSchema(`type: object\nproperties:\n  a:\n    type: string\n    required: true # !\n`),
    warnings: [/draft 3/],
  },
  { fault: '`required: true` of a schema', text: one(`required: true`), warnings: [/draft 3/] },
  { fault: 'required as a text', text: one(`required: a`), warnings: [/Expected `required` to be an array/] },
  {
    fault: 'a required property that is not described',
    text: withSchema(`{ type: object, required: [none] }\n`),
    warnings: [],
  },
  { fault: 'an enum that is no list', text: one(`enum: a`), warnings: [/Expected `enum` to be an array/] },
  { fault: 'an empty enum', text: one(`enum: []`), warnings: [/`enum` is empty/] },
  { fault: 'an enum with a value twice', text: withSchema(`enum: [a, a]\n`), warnings: [] },
  { fault: 'an enum of another type', text: withSchema(`{ type: string, enum: [1, 2] }\n`), warnings: [] },
  { fault: 'an invalid pattern', text: one(`pattern: '([a-z'`), warnings: [/pattern/] },
  { fault: 'a pattern of another language', text: one(`pattern: '(?i)^a'`), warnings: [/pattern/] },
  ...['/^a$/i', '/[a-z]+/', '/\\d{3}$/u', '#^a$#', '~^\\w~i'].map((pattern) => ({
    fault: `the literal ${pattern}`,
    text: one(`pattern: '${pattern}'`),
    warnings: [/looks like a literal with delimiters/],
  })),
  ...['^/a$', '/a/', '/[a-z]+/[0-9]+/s', '^#[0-9a-f]{6}$', '#a#', '@[a-z]+@'].map((pattern) => ({
    fault: `no delimiters in ${pattern}`,
    text: withSchema(`pattern: '${pattern}'\n`),
    warnings: [],
  })),
  { fault: 'a vulnerable pattern', text: one(`pattern: '^(a+)+\\1$'`), warnings: [/pattern/] },
  { fault: 'a negative length', text: one(`minLength: -1`), warnings: [/non-negative integer/] },
  { fault: 'a length as a text', text: one(`maxLength: '5'`), warnings: [/non-negative integer/] },
  { fault: 'a length that is not whole', text: one(`maxLength: 1.5`), warnings: [/non-negative integer/] },
  {
    fault: 'bounds in the wrong order',
    text: withSchema(`{ type: string, minLength: 5, maxLength: 1 }\n`),
    warnings: [],
  },
  {
    fault: 'a minimum that is a text',
    text: one(`minimum: 'x'`),
    warnings: [/Expected `minimum` to be a number/],
  },
  { fault: 'a multiple of 0', text: one(`multipleOf: 0`), warnings: [/greater than 0/] },
  {
    fault: 'an exclusive minimum of 3.0',
    text: withSchema(`minimum: 1\nexclusiveMinimum: true # !\n`),
    warnings: [/is a number since OpenAPI 3.1/],
  },
  {
    fault: 'properties as a list',
    text: one(`properties: [a]`),
    warnings: [/Expected `properties` to be an object/],
  },
  {
    fault: 'properties that are null',
    text: one(`properties:`),
    warnings: [/Expected `properties` to be an object/],
  },
  { fault: 'items as a text', text: one(`items: string`), warnings: [/Expected/] },
  { fault: 'an array without items', text: withSchema(`type: array\n`), warnings: [] },
  { fault: 'an empty allOf', text: one(`allOf: []`), warnings: [/`allOf` is empty/] },
  {
    fault: 'allOf as an object',
    text: one(`allOf: { type: string }`),
    warnings: [/Expected `allOf` to be an array/],
  },
  {
    fault: 'additionalProperties as a text',
    text: one(`additionalProperties: 'false'`),
    warnings: [/Expected/],
  },
  {
    fault: 'a discriminator without a name',
    text: one(`discriminator: {}`),
    warnings: [/`discriminator` needs a `propertyName`/],
  },
  {
    fault: 'a discriminator to a schema that does not exist',
    text: one(`discriminator: { propertyName: a, mapping: { x: None } }`),
    warnings: [/leads to `"None"`, which does not exist/],
  },
  {
    fault: '`nullable` in 3.1',
    text: withSchema(`type: string\nnullable: true # !\n`),
    warnings: [/not a keyword since OpenAPI 3.1/],
  },
  {
    fault: 'an example that does not fit',
    text: withSchema(`{ type: integer, example: x }\n`),
    warnings: [],
  },
  { fault: 'a default that does not fit', text: withSchema(`{ type: integer, default: x }\n`), warnings: [] },
  { fault: 'examples that are no list', text: withSchema(`{ type: integer, examples: 5 }\n`), warnings: [] },
  { fault: 'an unknown keyword', text: withSchema(`{ type: string, minimumLength: 5 }\n`), warnings: [] },
  {
    fault: 'a description that is a number',
    text: one(`description: 5`),
    warnings: [/Expected `description` to be a string/],
  },
  {
    fault: 'dependentRequired that has texts',
    text: one(`dependentRequired: { a: b }`),
    warnings: [/`dependentRequired` needs a list/],
  },
]

const REFERENCES: readonly Row[] = [
  {
    fault: 'a reference without a target',
    text: one(`$ref: '#/components/schemas/None'`),
    warnings: [/no target/],
    leftOut: ['a'],
  },
  {
    fault: 'a reference to itself',
    text: one(`$ref: '#/components/schemas/S'`),
    warnings: [/circular/],
    leftOut: ['a'],
  },
  {
    fault: 'a circular allOf',
    text: withSchema(`allOf:\n  - $ref: '#/components/schemas/S' # !\n`),
    warnings: [/circular/],
    leftOut: ['a'],
  },
  {
    fault: 'siblings of a reference in 3.0',
    text: withSchema(`$ref: '#/components/schemas/T'\nmaxLength: 5\n`, `    T: { type: string }\n`, '3.0.3'),
    warnings: [],
  },
  {
    fault: 'a reference that is a number',
    text: one(`$ref: 5`),
    warnings: [/Expected `\$ref` to be a string/],
  },
  {
    fault: 'a reference that is only a name',
    text: one(`$ref: T`, `    T: { type: string }\n`),
    warnings: [/does not exist/],
    leftOut: ['a'],
  },
  {
    fault: 'a reference to a parameter',
    text: one(
      `$ref: '#/components/parameters/P'`,
      `  parameters: { P: { name: p, in: query, schema: {} } }\n`,
    ),
    leftOut: ['a'],
    warnings: [/part of another kind/],
  },
  {
    fault: 'a reference to a file that does not exist',
    text: one(`$ref: none.yaml`),
    warnings: [/`none.yaml` does not exist/],
    leftOut: ['a'],
  },
  {
    fault: 'a reference to a part that the file does not have',
    text: one(`$ref: 'part.yaml#/none'`),
    files: { 'part.yaml': 'a: {}\n' },
    warnings: [/no target|resolve/],
    leftOut: ['a'],
  },
  {
    fault: 'a reference to a file that is not YAML',
    text: one(`$ref: part.yaml`),
    files: { 'part.yaml': 'a: [' },
    warnings: [/^part\.yaml:1: Not valid YAML/, /`part\.yaml` cannot be read/],
    leftOut: ['a'],
  },
  {
    fault: 'a reference to a file that is empty',
    text: one(`$ref: part.yaml`),
    files: { 'part.yaml': '' },
    warnings: [/^part\.yaml:1: Expected an object/],
  },
  {
    fault: 'a reference to a URL',
    text: one(`$ref: 'https://example.com/a.yaml'`),
    warnings: [/not fetched/],
    leftOut: ['a'],
  },
]

test.each([...TYPES, ...KEYWORDS, ...REFERENCES])('a description is read in spite of $fault', expectRow)

test('a fault in a part of another file has its source there', () =>
  expectRow({
    fault: '',
    text: withSchema(
      `type: object\nproperties: { a: { $ref: '#/components/schemas/T' } }\n`,
      indent(`T:\n  type: int # !\n`, 4),
    ),
    warnings: [/Unknown type `int`/],
  }))
