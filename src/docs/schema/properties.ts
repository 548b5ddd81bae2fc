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
  const found = new Map<string, Property>()
  collect(document, schema, found)
  return [...found.values()]
}

function collect(document: OpenAPIDocument, schema: Schema, found: Map<string, Property>): void {
  const whole = follow(document, schema)
  for (const part of whole.allOf ?? []) collect(document, part, found)
  for (const [name, property] of Object.entries(whole.properties ?? {})) {
    const before = found.get(name)
    const merged = { ...before?.schema, ...follow(document, property) }
    found.set(name, { name, schema: merged, required: before?.required ?? false })
  }
  for (const name of whole.required ?? []) {
    const property = found.get(name)
    if (property !== undefined) property.required = true
  }
}

/** The schema that a reference leads to; what stands beside `$ref` counts as well (JSON Schema 2020-12). */
export function follow(document: OpenAPIDocument, schema: Schema): Schema {
  const { $ref, ...beside } = schema
  if ($ref === undefined) return schema
  const target = get(document, placeOf($ref)) as Schema
  return { ...follow(document, target), ...beside }
}

/** Whether an object takes no property that is not described. */
export function isClosed(document: OpenAPIDocument, schema: Schema): boolean {
  const whole = follow(document, schema)
  return (
    whole.additionalProperties === false ||
    whole['unevaluatedProperties'] === false ||
    (whole.allOf ?? []).some((part) => isClosed(document, part))
  )
}
