import { dereference, refToPointer } from '../../description/index.ts'
import type { Schema } from '../../description/index.ts'
import type { ClientSource } from './source.ts'

/** `array`, `string`, `integer,null`, …: what a schema is of, itself or by its parts; empty where it does not say. */
export function typeOf(source: ClientSource, schema: Schema | undefined): string {
  if (schema === undefined) return ''
  if (schema.$ref !== undefined && schema.type === undefined)
    return typeOf(source, dereference<Schema>(source.description.document, refToPointer(schema.$ref)).value)
  if (schema.type !== undefined) return String(schema.type)
  return (schema.allOf ?? []).map((part) => typeOf(source, part)).find((type) => type !== '') ?? ''
}
