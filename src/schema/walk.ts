import { SUBSCHEMA_KEYWORDS } from './keywords.ts'
import { joinPointer } from './pointer.ts'
import type { Schema } from './schema.ts'

/** A schema and its pointer. */
export interface SchemaAt {
  readonly pointer: string
  readonly schema: Schema
}

const ONE: readonly string[] = SUBSCHEMA_KEYWORDS.one
const LIST: readonly string[] = SUBSCHEMA_KEYWORDS.list
const MAP: readonly string[] = SUBSCHEMA_KEYWORDS.map

/** Returns the direct subschemas of a schema, without booleans. References are not followed. */
export function subschemas(schema: Schema, pointer: string): SchemaAt[] {
  const found: SchemaAt[] = []
  mapSubschemas(schema, pointer, (child, at) => {
    if (isSchemaObject(child)) found.push({ pointer: at, schema: child })
    return child
  })
  return found
}

/** Returns a schema and all its subschemas, outermost first. */
export function allSchemas(schema: unknown, pointer: string): SchemaAt[] {
  if (!isSchemaObject(schema)) return []
  return [
    { pointer, schema },
    ...subschemas(schema, pointer).flatMap((below) => allSchemas(below.schema, below.pointer)),
  ]
}

/** Returns a copy in which every subschema and then the schema itself is changed, innermost first. */
export function mapSchema(
  schema: unknown,
  pointer: string,
  change: (schema: Schema, pointer: string) => Schema,
): unknown {
  if (!isSchemaObject(schema)) return schema
  return change(
    mapSubschemas(schema, pointer, (child, at) => mapSchema(child, at, change)),
    pointer,
  )
}

/** Returns a copy of a schema with changed direct subschemas. */
export function mapSubschemas(
  schema: Schema,
  pointer: string,
  change: (child: unknown, pointer: string) => unknown,
): Schema {
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    const at = joinPointer(pointer, keyword)
    if (ONE.includes(keyword)) return [keyword, change(value, at)]
    if (LIST.includes(keyword) && Array.isArray(value))
      return [keyword, value.map((child, index) => change(child, joinPointer(at, index)))]
    if (MAP.includes(keyword) && isSchemaObject(value)) {
      const children = Object.entries(value)
      return [
        keyword,
        Object.fromEntries(children.map(([key, child]) => [key, change(child, joinPointer(at, key))])),
      ]
    }
    return [keyword, value]
  })
  return Object.fromEntries(entries)
}

function isSchemaObject(schema: unknown): schema is Schema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema)
}
