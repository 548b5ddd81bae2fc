import { dereference, valuesOfExamples } from '../description/index.ts'
import type { OpenAPIDocument, Parameter } from '../description/index.ts'
import { validValue } from '../schema/index.ts'
import type { OptionalValue, Schema } from '../schema/index.ts'
import { encodedText, fieldsOf, plainText } from './field.ts'
import { percentEncode } from './percent.ts'
import { possibleTypes } from './possible-types.ts'
import { canCarry, isSpread, styleOf } from './style.ts'
import type { ParseContext } from './typed-value.ts'

/** A parameter as it is sent: a name and text. A list may need several. Null leaves the parameter out. */
export interface SentParameter {
  readonly in: 'header' | 'query' | 'cookie'
  readonly name: string
  readonly value: string | null
  /** The text in a query, if it is not `value`, percent-encoded. */
  readonly raw?: string
}

/** Returns a valid value that a parameter can carry: its example, else the schema's, else the simplest. */
export function exampleValue(document: OpenAPIDocument, parameter: Parameter): OptionalValue {
  const { object, schema, pointer } = parameter
  const known = valuesOfExamples(object)
  const isUsable = (value: unknown): boolean => canCarry(parameter, value)
  if (schema !== undefined && known.length === 0)
    known.push(...textsOf(dereference<Schema>(document, schema).value))
  if (schema === undefined) return { value: known.find(isUsable) ?? 'a' }
  // Hundreds of operations may have the same path parameter.
  const shared = [object.in, styleOf(parameter), dereference(document, schema).pointer]
  const key = known.length === 0 ? JSON.stringify(shared) : `${object.in} ${pointer}`
  return validValue(document, schema, known, key, isUsable)
}

/** Returns the numbers that a schema has as examples of a text, such as `137`, as texts. */
function textsOf({ type, examples = [], ...others }: Schema): string[] {
  if (type !== 'string') return []
  return [others['example'], ...examples].filter((value) => typeof value === 'number').map(String)
}

/** Whether a valid value of a parameter has no fields: an exploded object without properties is sent as nothing. */
export function mayHaveNoFields({ document, schemas }: ParseContext, parameter: Parameter): boolean {
  const { object, schema } = parameter
  const style = styleOf(parameter)
  if (object.in !== 'query' || schema === undefined) return false
  if (!isSpread(style) && style.name !== 'deepObject') return false
  return possibleTypes(document, schema)?.has('object') === true && schemas.mayBeValid(schema, {})
}

/** Writes a value in the parameter's style. `pathText` writes path parameters. */
export function serialize(parameter: Parameter, value: unknown): SentParameter[] {
  const { object } = parameter
  const location = object.in === 'path' ? 'query' : object.in
  return fieldsOf(styleOf(parameter), object.name, value).map((field) => {
    const sent = { in: location, name: field.name, value: plainText(field) }
    return field.parts.length > 1 ? { ...sent, raw: encodedText(field) } : sent
  })
}

/** Returns the fields of a query, percent-encoded, for all parameters that belong there. */
export function queryFields(parameters: readonly SentParameter[]): string[] {
  return parameters.flatMap(({ in: location, name, value, raw }) =>
    location === 'query' && value !== null ? [`${percentEncode(name)}=${raw ?? percentEncode(value)}`] : [],
  )
}
