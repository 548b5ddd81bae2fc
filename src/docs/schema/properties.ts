import { get, refToPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'

/** One property of an object, with `$ref` and `allOf` resolved. */
export interface Property {
  name: string
  schema: Schema
  required: boolean
}

/** Returns the properties of a schema. Later parts of an `allOf` extend a property of earlier parts. */
export function propertiesOf(document: OpenAPIDocument, schema: Schema): Property[] {
  const properties = new Map<string, Property>()
  collect(document, schema, properties)
  return [...properties.values()]
}

function collect(
  document: OpenAPIDocument,
  schema: Schema,
  properties: Map<string, Property>,
  visited = new Set<string>(),
): void {
  // Many parts can refer to one schema.
  if (schema.$ref !== undefined) {
    if (visited.has(schema.$ref)) return
    visited.add(schema.$ref)
  }
  const resolved = resolveReference(document, schema)
  for (const part of resolved.allOf ?? []) collect(document, part, properties, visited)
  for (const [name, property] of Object.entries(resolved.properties ?? {})) {
    const before = properties.get(name)
    const merged = { ...before?.schema, ...resolveReference(document, property) }
    properties.set(name, { name, schema: merged, required: before?.required ?? false })
  }
  for (const name of resolved.required ?? []) {
    const property = properties.get(name)
    if (property !== undefined) property.required = true
  }
}

/** Resolves a reference. Keywords next to `$ref` apply too (JSON Schema 2020-12). */
export function resolveReference(document: OpenAPIDocument, schema: Schema): Schema {
  const { $ref, ...siblings } = schema
  if ($ref === undefined) return schema
  const target = get(document, refToPointer($ref)) as Schema
  return { ...resolveReference(document, target), ...siblings }
}

/** Checks whether an object allows only described properties. */
export function isClosed(document: OpenAPIDocument, schema: Schema, visited = new Set<string>()): boolean {
  if (schema.$ref !== undefined) {
    if (visited.has(schema.$ref)) return false
    visited.add(schema.$ref)
  }
  const resolved = resolveReference(document, schema)
  return (
    resolved.additionalProperties === false ||
    resolved['unevaluatedProperties'] === false ||
    (resolved.allOf ?? []).some((part) => isClosed(document, part, visited))
  )
}
