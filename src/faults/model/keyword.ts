import { validValue, makeAjv } from '../../schema/index.ts'
import type { Schema } from '../../description/index.ts'

const ajv = makeAjv()
const tests = new WeakMap<object, Map<string, (value: unknown) => boolean>>()

/** The keywords that one value alone violates. */
const KEYWORDS = [
  ...['type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
] as const

/**
 * Returns the keywords of a schema that a request can violate alone.
 *
 * @param isText whether the values are sent as texts: in a form, a query or a header
 */
export function violableKeywords(schema: Schema, isText: boolean): string[] {
  const types: readonly string[] = [schema.type ?? []].flat()
  // A text is a string, and a list with one item, and an object without the expected properties.
  const isAnyText = isText && ['string', 'array', 'object'].some((type) => types.includes(type))
  return KEYWORDS.filter((keyword) => {
    if (schema[keyword] === undefined || (keyword === 'type' && isAnyText)) return false
    return keyword !== 'format' || FORMAT_PROBES.some((value) => isOnlyFormatViolated(schema, value))
  })
}

/** Values that violate most formats: of texts, and of numbers with a size. */
const FORMAT_PROBES = ['~ x ~', 2 ** 33, -(2 ** 33), 2 ** 70, -(2 ** 70), 1e300]

/** Whether a value violates the format of a schema, which may be unknown or only a note, and no limit of a number. */
function isOnlyFormatViolated(schema: Schema, value: unknown): boolean {
  if (!violates(schema, 'format', value)) return false
  const others = typeof value === 'number' ? NUMBER_KEYWORDS : ['type', 'enum', 'const']
  return others.every((keyword) => schema[keyword] === undefined || !violates(schema, keyword, value))
}

const NUMBER_KEYWORDS = [
  ...['type', 'enum', 'const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  'multipleOf',
]

/** Whether a value violates one keyword of its schema. A keyword that cannot be compiled is not violated. */
export function violates(schema: Schema, keyword: string, value: unknown): boolean {
  const byKeyword = tests.get(schema) ?? new Map<string, (value: unknown) => boolean>()
  tests.set(schema, byKeyword)
  const test = byKeyword.get(keyword) ?? compile({ [keyword]: schema[keyword] })
  byKeyword.set(keyword, test)
  return !test(value)
}

function compile(schema: object): (value: unknown) => boolean {
  try {
    const validate = ajv.compile(schema)
    return (value) => validate(value)
  } catch {
    return () => true
  }
}

/** Returns a valid value of a request for a schema. Undefined if none was found. */
export function validFor(document: object, pointer: string): { readonly value: unknown } | undefined {
  return validValue(document, pointer)
}
