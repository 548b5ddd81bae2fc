import { dereference, joinPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'
import { SchemaValidators } from '../../schema/index.ts'
import type { ErrorObject } from '../../schema/index.ts'

/** The schemas of a document, compiled when they are first needed, found by their pointer. */
export interface Schemas {
  /** The first thing that is wrong with `value`, or undefined. */
  check(pointer: string, value: unknown): ErrorObject | undefined
  /** The schema that really stands at `pointer`, and where. */
  resolve(pointer: string): { schema: Schema; pointer: string }
  /** Where the schema of a property stands; undefined where no subschema speaks of it. */
  property(pointer: string, name: string): string | undefined
  /** Where the schema of an array's items stands. */
  items(pointer: string): string | undefined
  /** Whether a value of this JSON type could be valid; a schema that says nothing of types allows all. */
  allows(pointer: string, type: string): boolean
}

/** @param direction a property that is `readOnly` is not required of a request, nor one that is `writeOnly` of a response */
export function makeSchemas(document: OpenAPIDocument, direction: 'request' | 'response'): Schemas {
  const excludedMark = direction === 'request' ? 'readOnly' : 'writeOnly'
  const validators = new SchemaValidators(document, excludedMark, 'lenient', false)

  const resolve = (pointer: string): { schema: Schema; pointer: string } => {
    const { value, pointer: at } = dereference<Schema>(document, pointer)
    return { schema: value, pointer: at }
  }

  /** The first of a schema and its parts for which `find` finds something. */
  const search = <T>(pointer: string, find: (schema: Schema, at: string) => T | undefined): T | undefined => {
    const { schema, pointer: at } = resolve(pointer)
    const found = find(schema, at)
    if (found !== undefined) return found
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      for (const index of (schema[keyword] ?? []).keys()) {
        const match = search(joinPointer(at, keyword, index), find)
        if (match !== undefined) return match
      }
    }
    return undefined
  }

  return {
    check(pointer, value) {
      const result = validators.validate(pointer, value)
      if (result === undefined || result.valid) return undefined
      // A keyword that applies others comes after what they found, and `if` says nothing of its own.
      return result.errors.findLast(({ keyword }) => keyword !== 'if')
    },
    resolve,
    property: (pointer, name) =>
      search(pointer, (schema, at) => {
        if (Object.hasOwn(schema.properties ?? {}, name)) return joinPointer(at, 'properties', name)
        return typeof schema.additionalProperties === 'object'
          ? joinPointer(at, 'additionalProperties')
          : undefined
      }),
    items: (pointer) =>
      search(pointer, (schema, at) => (schema.items === undefined ? undefined : joinPointer(at, 'items'))),
    allows: (pointer, type) =>
      search(pointer, (schema) =>
        schema.type === undefined ? undefined : [schema.type].flat().includes(type as never),
      ) ?? true,
  }
}
