import { validValue, makeAjv } from '../../schema/index.ts'
import type { Schema } from '../../description/index.ts'

const ajv = makeAjv()
const tests = new WeakMap<object, Map<string, (value: unknown) => boolean>>()

/** The keywords that one value alone violates. */
export const KEYWORDS = [
  ...['type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
] as const

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
