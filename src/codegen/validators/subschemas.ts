import { joinPointer } from '../../description/index.ts'
import type { Schema } from '../../description/index.ts'

/** Keywords of JSON Schema 2020-12 whose value is one schema, a list of schemas, or a map of schemas. */
const ONE = [
  'additionalProperties',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]
const LIST = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const MAP = ['$defs', 'dependentSchemas', 'patternProperties', 'properties']

/** The schemas directly within `schema`, each with its pointer relative to it; a property called `items` is none. */
export function subschemas(schema: Schema): { pointer: string; schema: Schema }[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (typeof value !== 'object' || value === null) return []
    if (ONE.includes(keyword)) return [{ pointer: joinPointer('', keyword), schema: value as Schema }]
    if (!LIST.includes(keyword) && !MAP.includes(keyword)) return []
    return Object.entries(value as Record<string, unknown>)
      .filter((entry): entry is [string, Schema] => typeof entry[1] === 'object' && entry[1] !== null)
      .map(([key, child]) => ({ pointer: joinPointer('', keyword, key), schema: child }))
  })
}

/** `schema` and everything within it, outermost first. */
export function allSchemas(schema: Schema): Schema[] {
  return [schema, ...subschemas(schema).flatMap((below) => allSchemas(below.schema))]
}

/** A copy of `schema` in which it and every schema within it has gone through `change`, innermost first. */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const copy: Schema = { ...schema }
  for (const [keyword, value] of Object.entries(schema)) {
    if (typeof value !== 'object' || value === null) continue
    const each = (child: unknown): unknown =>
      typeof child === 'object' && child !== null ? mapSchema(child as Schema, change) : child
    if (ONE.includes(keyword)) copy[keyword] = each(value)
    else if (LIST.includes(keyword)) copy[keyword] = (value as unknown[]).map(each)
    else if (MAP.includes(keyword)) {
      copy[keyword] = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, each(child)]))
    }
  }
  return change(copy)
}
