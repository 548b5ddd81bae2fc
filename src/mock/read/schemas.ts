import { UsageError } from '../../command/index.ts'
import { dereference, joinPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'
import { SchemaValidators } from '../../schema/index.ts'
import type { ErrorObject } from '../../schema/index.ts'

/** The schemas of a document by pointer. A schema is compiled when it is first needed. */
export interface Schemas {
  /** Returns the error that makes `value` invalid. Undefined if it is valid. */
  check(pointer: string, value: unknown): ErrorObject | undefined
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

  return {
    check(pointer, value) {
      const result = validate(pointer, value)
      if (result === undefined || result.valid) return undefined
      // ajv lists the error of `anyOf` after the errors of its alternatives. `if` only repeats another error.
      return result.errors.findLast(({ keyword }) => keyword !== 'if')
    },
    allows(pointer, type) {
      const types = firstTypes(document, pointer)
      return types === undefined || types.includes(type)
    },
  }
}

/** Returns the `type` of a schema, or of the first of its parts that has one. */
function firstTypes(
  document: OpenAPIDocument,
  pointer: string,
  visited = new Set<string>(),
): readonly string[] | undefined {
  const { value: schema, pointer: at } = dereference<Schema>(document, pointer)
  if (visited.has(at)) return undefined
  visited.add(at)
  if (schema.type !== undefined) return [schema.type].flat()
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    for (const index of (schema[keyword] ?? []).keys()) {
      const types = firstTypes(document, joinPointer(at, keyword, index), visited)
      if (types !== undefined) return types
    }
  }
  return undefined
}
