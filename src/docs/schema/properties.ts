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
  for (const part of partsOf(document, schema)) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      const before = properties.get(name)
      const merged = { ...before?.schema, ...resolveReference(document, property) }
      properties.set(name, { name, schema: merged, required: before?.required ?? false })
    }
    for (const name of part.required ?? []) {
      const property = properties.get(name)
      if (property !== undefined) property.required = true
    }
  }
  return [...properties.values()]
}

/** Returns the parts of an `allOf`, resolved, each one before those that extend it. A chain of thousands is no recursion. */
function partsOf(document: OpenAPIDocument, whole: Schema): Schema[] {
  const parts: Schema[] = []
  const visited = new Set<string>()
  const pending: { schema: Schema; isResolved: boolean }[] = [{ schema: whole, isResolved: false }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { schema, isResolved } = next
    if (isResolved) {
      parts.push(schema)
      continue
    }
    // Many parts can refer to one schema.
    if (schema.$ref !== undefined && visited.has(schema.$ref)) continue
    if (schema.$ref !== undefined) visited.add(schema.$ref)
    const resolved = resolveReference(document, schema)
    pending.push({ schema: resolved, isResolved: true })
    for (const part of [...(resolved.allOf ?? [])].reverse())
      pending.push({ schema: part, isResolved: false })
  }
  return parts
}

/** Resolves a reference. Keywords next to `$ref` apply too (JSON Schema 2020-12). */
function resolveReference(document: OpenAPIDocument, schema: Schema): Schema {
  let resolved = schema
  const visited = new Set<string>()
  while (resolved.$ref !== undefined && !visited.has(resolved.$ref)) {
    const { $ref, ...siblings } = resolved
    visited.add($ref)
    resolved = { ...(get(document, refToPointer($ref)) as Schema), ...siblings }
  }
  return resolved
}

/** Checks whether an object allows only described properties. */
export function isClosed(document: OpenAPIDocument, schema: Schema): boolean {
  return partsOf(document, schema).some(
    (part) => part.additionalProperties === false || part['unevaluatedProperties'] === false,
  )
}
