import { joinPointer } from '../../description/index.ts'
import type { Located, OpenAPIDocument, ParameterObject } from '../../description/index.ts'
import { textOf } from './example.ts'
import { simplest } from './samples.ts'

export type Parameter = Located<{ object: ParameterObject }>

/** A parameter as it goes out: a name and text; an array may be several. Null leaves it out. */
export interface SentParameter {
  readonly in: 'header' | 'query' | 'cookie'
  readonly name: string
  readonly value: string | null
}

/** A valid value of a parameter: its example, else the schema's, else the simplest that fits. */
export function exampleValue(document: OpenAPIDocument, { object, pointer }: Parameter): unknown {
  const [named] = Object.values(object.examples ?? {})
  return object.example ?? named?.value ?? simplest(document, joinPointer(pointer, 'schema'))
}

/** A value in the parameter's `style` (OpenAPI 3.1, Parameter Object); a path parameter has no place here. */
export function serialize({ object }: Parameter, value: unknown): SentParameter[] {
  const place = object.in === 'path' ? 'query' : object.in
  const style = object.style ?? (place === 'header' ? 'simple' : 'form')
  const explode = object.explode ?? style === 'form'
  const one = (name: string, text: string): SentParameter => ({ in: place, name, value: text })
  if (Array.isArray(value)) {
    const texts = value.map(textOf)
    if (style === 'form' && explode && place !== 'header') return texts.map((text) => one(object.name, text))
    return [one(object.name, texts.join(DELIMITERS[style] ?? ','))]
  }
  if (typeof value !== 'object' || value === null) return [one(object.name, textOf(value))]
  const entries = Object.entries(value).map(([key, child]): [string, string] => [key, textOf(child)])
  if (style === 'deepObject') return entries.map(([key, text]) => one(`${object.name}[${key}]`, text))
  if (style === 'form' && explode && place === 'query') return entries.map(([key, text]) => one(key, text))
  const pairs = entries.map(([key, text]) => (explode ? `${key}=${text}` : `${key},${text}`))
  return [one(object.name, pairs.join(','))]
}

const DELIMITERS: Record<string, string> = { spaceDelimited: ' ', pipeDelimited: '|' }
