import { UsageError } from '../../command/index.ts'
import { dereference, joinPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'
import { SchemaValidators } from '../../schema/index.ts'
import type { ErrorObject } from '../../schema/index.ts'

/** The schemas of a document by pointer. A schema is compiled when it is first needed. */
export interface Schemas {
  /** Returns the error that makes `value` invalid. Undefined if it is valid. */
  check(pointer: string, value: unknown): ErrorObject | undefined
  /** Follows references from `pointer`. Returns the schema and its own pointer. */
  resolve(pointer: string): { schema: Schema; pointer: string }
  /** Returns the pointer of a property's schema. Undefined if no subschema describes the property. */
  property(pointer: string, name: string): string | undefined
  /** Returns the pointer of the schema of an array's items. */
  items(pointer: string): string | undefined
  /** Whether a value of this JSON type could be valid. A schema without `type` allows all types. */
  allows(pointer: string, type: string): boolean
}

/** @param direction a request may omit required `readOnly` properties, and a response required `writeOnly` ones */
export function makeSchemas(document: OpenAPIDocument, direction: 'request' | 'response'): Schemas {
  const excludedMark = direction === 'request' ? 'readOnly' : 'writeOnly'
  const validators = new SchemaValidators(document, excludedMark, 'lenient', false)

  /** A schema that cannot be compiled makes nothing invalid, and stops no other operation. */
  const validate = (pointer: string, value: unknown): ReturnType<SchemaValidators['validate']> => {
    try {
      return validators.validate(pointer, value)
    } catch (error) {
      if (error instanceof UsageError) return undefined
      throw error
    }
  }

  const resolve = (pointer: string): { schema: Schema; pointer: string } => {
    const { value, pointer: at } = dereference<Schema>(document, pointer)
    return { schema: value, pointer: at }
  }

  /** Returns the first result of `find` for a schema or one of its parts. */
  const search = <T>(
    pointer: string,
    find: (schema: Schema, at: string) => T | undefined,
    visited = new Set<string>(),
  ): T | undefined => {
    const { schema, pointer: at } = resolve(pointer)
    if (visited.has(at)) return undefined
    visited.add(at)
    const found = find(schema, at)
    if (found !== undefined) return found
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      for (const index of (schema[keyword] ?? []).keys()) {
        const match = search(joinPointer(at, keyword, index), find, visited)
        if (match !== undefined) return match
      }
    }
    return undefined
  }

  return {
    check(pointer, value) {
      const result = validate(pointer, value)
      if (result === undefined || result.valid) return undefined
      // ajv lists the error of `anyOf` after the errors of its alternatives. `if` only repeats another error.
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
