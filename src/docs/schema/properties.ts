import { get, placeOf } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'

/** One property of an object as a reader sees it, whatever `$ref` or `allOf` it comes from. */
export interface Property {
  name: string
  schema: Schema
  required: boolean
}

/** The properties of a schema; of several parts of an `allOf` the later one says more about the same property. */
export function propertiesOf(document: OpenAPIDocument, schema: Schema): Property[] {
  const properties = new Map<string, Property>()
  collect(document, schema, properties)
  return [...properties.values()]
}

function collect(document: OpenAPIDocument, schema: Schema, properties: Map<string, Property>): void {
  const resolved = resolveReference(document, schema)
  for (const part of resolved.allOf ?? []) collect(document, part, properties)
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

/** The schema that a reference leads to; what stands beside `$ref` counts as well (JSON Schema 2020-12). */
export function resolveReference(document: OpenAPIDocument, schema: Schema): Schema {
  const { $ref, ...siblings } = schema
  if ($ref === undefined) return schema
  const target = get(document, placeOf($ref)) as Schema
  return { ...resolveReference(document, target), ...siblings }
}

/** Whether an object takes no property that is not described. */
export function isClosed(document: OpenAPIDocument, schema: Schema): boolean {
  const resolved = resolveReference(document, schema)
  return (
    resolved.additionalProperties === false ||
    resolved['unevaluatedProperties'] === false ||
    (resolved.allOf ?? []).some((part) => isClosed(document, part))
  )
}
