import { dereference, refToPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'

/** Returns the type of a schema, also from its `$ref` and `allOf`: `array`, `integer,null`, … Empty if it has no type. */
export function typeOf(document: OpenAPIDocument, schema: Schema | undefined, depth = 0): string {
  if (schema === undefined || depth > MAX_DEPTH) return ''
  if (schema.$ref !== undefined && schema.type === undefined)
    return typeOf(document, dereference<Schema>(document, refToPointer(schema.$ref)).value, depth + 1)
  if (schema.type !== undefined) return String(schema.type)
  const types = (schema.allOf ?? []).map((part) => typeOf(document, part, depth + 1))
  return types.find((type) => type !== '') ?? ''
}

/** A schema may refer to itself. */
const MAX_DEPTH = 50
