import type { OpenAPIDocument, Parameter } from '../description/index.ts'
import { textOf, validValue } from '../schema/index.ts'
import { canCarry, partsOf, styleOf } from './style.ts'
import type { OptionalValue } from '../schema/index.ts'

/** A parameter as it goes out: a name and text; an array may be several. Null leaves it out. */
export interface SentParameter {
  readonly in: 'header' | 'query' | 'cookie'
  readonly name: string
  readonly value: string | null
  /** The value as it stands in a query, where that is not just `value`, percent-encoded. */
  readonly raw?: string
}

/** A valid value of a parameter that it can carry: its example, else the schema's, else the simplest that fits. */
export function exampleValue(document: OpenAPIDocument, parameter: Parameter): OptionalValue {
  const { object, schema, pointer } = parameter
  const known = [object.example, ...Object.values(object.examples ?? {}).map(({ value }) => value)].filter(
    (value) => value !== undefined,
  )
  const isUsable = (value: unknown): boolean => canCarry(parameter, value)
  if (schema === undefined) return { value: known.find(isUsable) ?? 'a' }
  return validValue(document, schema, known, `${object.in} ${pointer}`, isUsable)
}

/** A value in the parameter's `style` (OpenAPI 3.1, Parameter Object); a path parameter has no place here. */
export function serialize(parameter: Parameter, value: unknown): SentParameter[] {
  const { object } = parameter
  const location = object.in === 'path' ? 'query' : object.in
  const { name: style, explode } = styleOf(parameter)
  const one = (name: string, text: string): SentParameter => ({ in: location, name, value: text })
  if (style === 'json') return [one(object.name, JSON.stringify(value))]
  if (typeof value !== 'object' || value === null) return [one(object.name, textOf(value))]
  const isSpread = style === 'form' && explode && location !== 'header'
  if (Array.isArray(value)) {
    if (isSpread) return value.map((item) => one(object.name, textOf(item)))
    return [delimited(one(object.name, ''), value.map(textOf), DELIMITERS[style] ?? ',')]
  }
  const entries = Object.entries(value).map(([key, child]): [string, string] => [key, textOf(child)])
  if (style === 'deepObject') return entries.map(([key, text]) => one(`${object.name}[${key}]`, text))
  if (isSpread && location === 'query') return entries.map(([key, text]) => one(key, text))
  const parts = explode ? entries.map(([key, text]) => `${key}=${text}`) : partsOf(value)
  return [delimited(one(object.name, ''), parts, ',')]
}

const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' }

/** Parts in one text. A comma between them stands as it is, for whoever splits before decoding (RFC 6570). */
function delimited(sent: SentParameter, parts: readonly string[], delimiter: string): SentParameter {
  const value = parts.join(delimiter)
  const between = delimiter === ',' ? ',' : encodeURIComponent(delimiter)
  return { ...sent, value, raw: parts.map(encodeURIComponent).join(between) }
}
