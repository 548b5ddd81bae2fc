import { SUBSCHEMA_KEYWORDS } from './keywords.ts'
import { joinPointer } from './pointer.ts'
import type { Schema } from './schema.ts'

/** A schema and its pointer. */
export interface SchemaAt {
  readonly pointer: string
  readonly schema: Schema
}

const ONE: ReadonlySet<string> = new Set(SUBSCHEMA_KEYWORDS.one)
const LIST: ReadonlySet<string> = new Set(SUBSCHEMA_KEYWORDS.list)
const MAP: ReadonlySet<string> = new Set(SUBSCHEMA_KEYWORDS.map)

/** Returns the direct subschemas of a schema, without booleans. References are not followed. */
export function subschemas(schema: Schema, pointer: string): SchemaAt[] {
  const found: SchemaAt[] = []
  const add = (child: unknown, at: string): void => {
    if (isSchemaObject(child)) found.push({ pointer: at, schema: child })
  }
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword]
    if (typeof value !== 'object' || value === null) continue
    if (ONE.has(keyword)) add(value, joinPointer(pointer, keyword))
    else if (LIST.has(keyword) && Array.isArray(value))
      for (const [index, child] of value.entries()) add(child, joinPointer(pointer, keyword, index))
    else if (MAP.has(keyword) && isSchemaObject(value))
      for (const [key, child] of Object.entries(value)) add(child, joinPointer(pointer, keyword, key))
  }
  return found
}

/** Returns a schema and all its subschemas, outermost first. */
export function allSchemas(schema: unknown, pointer: string): SchemaAt[] {
  if (!isSchemaObject(schema)) return []
  const found: SchemaAt[] = []
  const add = (one: SchemaAt): void => {
    found.push(one)
    for (const below of subschemas(one.schema, one.pointer)) add(below)
  }
  add({ pointer, schema })
  return found
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
    if (ONE.has(keyword)) return [keyword, change(value, joinPointer(pointer, keyword))]
    if (LIST.has(keyword) && Array.isArray(value))
      return [keyword, value.map((child, index) => change(child, joinPointer(pointer, keyword, index)))]
    if (MAP.has(keyword) && isSchemaObject(value)) {
      const children = Object.entries(value)
      return [
        keyword,
        Object.fromEntries(
          children.map(([key, child]) => [key, change(child, joinPointer(pointer, keyword, key))]),
        ),
      ]
    }
    return [keyword, value]
  })
  return Object.fromEntries(entries)
}

function isSchemaObject(schema: unknown): schema is Schema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema)
}
