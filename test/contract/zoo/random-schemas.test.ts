import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaled } from '../../time-scale.ts'
import { samplesOf } from '../../../src/contract/cases/samples.ts'
import { makePlan } from '../../../src/contract/run/plan.ts'
import { schemasOf } from '../../../src/schema/schema-set.ts'
import { validBody } from '../../../src/serialization/body.ts'
import { DescriptionError } from '../../../src/description/index.ts'
import { describeBody } from '../support/description.ts'
import { Document } from './server/document.ts'

const SUBJECT = '/components/schemas/Subject'

const name = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'a/b', '~', '', '$ref', 'type', 'ü %25')
const small = fc.integer({ min: 0, max: 4 })
const scalar = fc.oneof(fc.constantFrom(null, true, 'a', 'b', '', 0, 1, -3, 1.5, 10), name)
const type = fc.constantFrom('string', 'integer', 'number', 'boolean', 'null', 'array', 'object')
const reference = fc.constantFrom(`#${SUBJECT}`, '#/components/schemas/Other')

/** Generates schemas with a few keywords each, so that most of them have a valid value. */
const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
  const subschema = tie('schema')
  const schemaList = fc.array(subschema, { minLength: 1, maxLength: 3 })
  const named = fc.dictionary(name, subschema, { maxKeys: 3 })
  const leaf = fc.oneof(
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 2, arbitrary: reference.map(($ref) => ({ $ref })) },
    { weight: 4, arbitrary: type.map((only) => ({ type: only })) },
  )
  const keywords: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    enum: fc.array(scalar, { minLength: 1, maxLength: 3 }),
    const: scalar,
    minLength: small,
    maxLength: small,
    pattern: fc.constantFrom('^a+$', 'b', '(?i)^x', '^[0-9]{3}$'),
    format: fc.constantFrom('date', 'uuid', 'ipv4', 'unheard-of'),
    minimum: small,
    maximum: small,
    exclusiveMinimum: small,
    exclusiveMaximum: small,
    multipleOf: fc.constantFrom(1, 2, 0.5, 0.01),
    items: subschema,
    prefixItems: schemaList,
    contains: subschema,
    minItems: small,
    maxItems: small,
    uniqueItems: fc.boolean(),
    properties: named,
    required: fc.uniqueArray(name, { maxLength: 2 }),
    patternProperties: fc.dictionary(fc.constantFrom('^a', '.', '(?i)b'), subschema, { maxKeys: 1 }),
    additionalProperties: subschema,
    unevaluatedProperties: fc.boolean(),
    propertyNames: subschema,
    minProperties: small,
    maxProperties: small,
    dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 1 }),
    dependentSchemas: fc.dictionary(name, subschema, { maxKeys: 1 }),
    allOf: schemaList,
    anyOf: schemaList,
    oneOf: schemaList,
    not: subschema,
    if: subschema,
    then: subschema,
    else: subschema,
  }
  const one = fc
    .constantFrom(...Object.keys(keywords))
    .chain((key) => (keywords[key] ?? fc.constant(true)).map((value) => ({ [key]: value })))
  const few = fc.array(one, { maxLength: 6 }).map((parts) => Object.assign({}, ...parts) as object)
  return { schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, few) }
})

/** Returns plain data, as a description contains it. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** Returns whether a sample is valid on an independent server, or undefined if ajv fails or ignores a property. */
function isValidOnServer(document: Document, value: unknown): boolean | undefined {
  if (JSON.stringify(value).includes('"__proto__":')) return undefined
  try {
    return document.isValid('requests', SUBJECT, value)
  } catch {
    return undefined
  }
}

test(
  'a plan can be made of any schema, and every sample is valid or invalid as labeled',
  () => {
    let samples = 0
    const property = fc.property(schema, schema, (Subject, Other) => {
      const schemas = plain({ Subject, Other })
      let description
      try {
        description = describeBody({ $ref: `#${SUBJECT}` }, schemas)
      } catch (error) {
        // The references are circular.
        if (error instanceof DescriptionError) return
        throw error
      }
      const { book } = makePlan(description, { runs: 1 })
      const document = new Document({ components: { schemas } })
      const [operation] = description.operations
      const [content] = operation?.body?.content ?? []
      if (operation === undefined || content === undefined) throw new Error('The operation has no body.')
      const input = { description, operation, book, schemas: schemasOf(description.document), runs: 1 }
      for (const { value, valid, label } of samplesOf(input, content)) {
        samples += 1
        expect(isValidOnServer(document, value) ?? valid, `${label}: ${JSON.stringify(value)}`).toBe(valid)
      }
      const body = validBody(description.document, content)
      // What a keyword says that is not checked, such as a pattern of another language, nobody here knows.
      const isCertain = input.schemas.isDefinitelyValid(content.schema ?? '', body?.value)
      if (body !== undefined && isCertain)
        expect(isValidOnServer(document, body.value), JSON.stringify(body.value)).not.toBe(false)
    })
    fc.assert(property, { seed: 7, numRuns: 300 })
    expect(samples).toBeGreaterThan(1000)
  },
  scaled(180_000),
)
