import { dereference, refToPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'

/** Returns the type of a schema, also from its `$ref` and `allOf`: `array`, `integer,null`, … Empty if it has no type. */
export function typeOf(
  document: OpenAPIDocument,
  schema: Schema | undefined,
  visited = new Set<string>(),
): string {
  if (schema === undefined) return ''
  if (schema.$ref !== undefined && schema.type === undefined) {
    // A schema may refer to itself, and many schemas to one.
    if (visited.has(schema.$ref)) return ''
    visited.add(schema.$ref)
    return typeOf(document, dereference<Schema>(document, refToPointer(schema.$ref)).value, visited)
  }
  if (schema.type !== undefined) return String(schema.type)
  const types = (schema.allOf ?? []).map((part) => typeOf(document, part, visited))
  return types.find((type) => type !== '') ?? ''
}
