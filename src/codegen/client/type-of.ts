import { dereference, refToPointer } from '../../description/index.ts'
import type { Schema } from '../../description/index.ts'
import type { ClientSource } from './source.ts'

/** Returns the type of a schema, also from its `$ref` and `allOf`: `array`, `integer,null`, … Empty if it has no type. */
export function typeOf(source: ClientSource, schema: Schema | undefined): string {
  if (schema === undefined) return ''
  if (schema.$ref !== undefined && schema.type === undefined)
    return typeOf(source, dereference<Schema>(source.description.document, refToPointer(schema.$ref)).value)
  if (schema.type !== undefined) return String(schema.type)
  return (schema.allOf ?? []).map((part) => typeOf(source, part)).find((type) => type !== '') ?? ''
}
