import { get, refToPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'
import { plainSchema } from './plain.ts'
import { allSchemas, mapSchema } from './subschemas.ts'

/** Everything that a set of validators needs, without a document around it. */
export interface SchemaSet {
  /** Key → schema; every `$ref` in them is a key. */
  schemas: Map<string, Schema>
  /** The key of the schema that stands at a pointer of the document. */
  key(pointer: string): string
}

/**
 * The schemas at `pointers` and all that they refer to, however deep into the document the references point. ajv
 * refuses an OpenAPI document as a whole, so each target of a reference becomes a schema of its own.
 */
export function collectSchemas(document: OpenAPIDocument, pointers: readonly string[]): SchemaSet {
  const schemas = new Map<string, Schema>()
  const keys = new Map<string, string>()
  const key = (pointer: string): string => {
    const known = keys.get(pointer)
    if (known !== undefined) return known
    const isComponent = /^\/components\/schemas\/[^/]+$/.test(pointer)
    const newKey = isComponent ? `#${pointer}` : `#/nested/${keys.size}`
    keys.set(pointer, newKey)
    const schema = plainSchema(get(document, pointer) as Schema)
    schemas.set(newKey, schema)
    const targets = allSchemas(schema).flatMap(({ $ref }) => ($ref === undefined ? [] : [refToPointer($ref)]))
    for (const target of targets) key(target)
    schemas.set(
      newKey,
      mapSchema(schema, (each) =>
        each.$ref === undefined ? each : { ...each, $ref: key(refToPointer(each.$ref)) },
      ),
    )
    return newKey
  }
  for (const pointer of pointers) key(pointer)
  return { schemas, key }
}
