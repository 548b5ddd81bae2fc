import { fitsFormat } from './formats.ts'
import { jsonTypeOf } from './json-type.ts'
import { compileFor } from './pattern/index.ts'
import type { Schema } from './schema.ts'

/**
 * Returns a schema without the examples and the default that contradict it. Descriptions often have some: a name as the
 * example of an email address, a number as that of a text. A request with one of them would be invalid.
 */
export function withoutWrongExamples(schema: Schema): Schema {
  const { examples, example, default: given } = schema
  const isWrong = (value: unknown): boolean => value !== undefined && !fits(schema, value)
  const wrong = [...(examples ?? []), example, given].some(isWrong)
  if (!wrong) return schema
  const others = { ...schema }
  if (examples !== undefined) others.examples = examples.filter((value) => !isWrong(value))
  if (isWrong(example)) delete others['example']
  if (isWrong(given)) delete others.default
  return others
}

/** Returns whether a value may be valid, by the keywords of a scalar. Objects and arrays are not looked into. */
function fits(schema: Schema, value: unknown): boolean {
  const types = schema.type === undefined ? undefined : [schema.type].flat()
  const type = jsonTypeOf(value)
  const isOfType =
    types === undefined || types.some((one) => one === type || (one === 'integer' && Number.isInteger(value)))
  if (!isOfType) return false
  if (typeof value === 'string') return fitsText(schema, value)
  return typeof value === 'number' ? fitsNumber(schema, value) : true
}

function fitsText({ pattern, format, minLength = 0, maxLength = Infinity }: Schema, text: string): boolean {
  const { length } = [...text]
  if (length < minLength || length > maxLength) return false
  const compiled = pattern === undefined ? undefined : compileFor('any', pattern).pattern
  return compiled?.test(text) !== false && fitsFormat(format, text)
}

function fitsNumber(
  {
    minimum = -Infinity,
    maximum = Infinity,
    exclusiveMinimum = -Infinity,
    exclusiveMaximum = Infinity,
  }: Schema,
  value: number,
): boolean {
  return value >= minimum && value <= maximum && !(value <= exclusiveMinimum) && !(value >= exclusiveMaximum)
}
