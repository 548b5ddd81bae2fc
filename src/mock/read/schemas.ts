import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { dereference, get, joinPointer, refToPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'

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

const BASE = 'mock:document'

/**
 * @param side whose view is taken: a property that is `readOnly` is not required of a request, and one that is
 *   `writeOnly` not of a response (OpenAPI 3.1, "Schema Object")
 */
export function makeSchemas(document: OpenAPIDocument, side: 'request' | 'response'): Schemas {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false, ownProperties: true })
  ajvFormats.default(ajv)
  ajv.addFormat('unix-time', true)
  // Under one base, so that every reference and every pointer of the document resolves as it stands.
  ajv.addSchema(withoutOtherSide(document, document, side) as OpenAPIDocument & object, BASE)
  const compiled = new Map<string, ValidateFunction>()

  const validator = (pointer: string): ValidateFunction => {
    let validate = compiled.get(pointer)
    if (validate === undefined) {
      const fragment = pointer.split('/').map(encodeURIComponent).join('/')
      validate = ajv.compile({ $ref: `${BASE}#${fragment}` })
      compiled.set(pointer, validate)
    }
    return validate
  }

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
      const validate = validator(pointer)
      if (validate(value)) return undefined
      // A keyword that applies others comes after what they found, and `if` says nothing of its own.
      return validate.errors?.findLast(({ keyword }) => keyword !== 'if')
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

/** A copy in which nothing is required that only the other side sends. */
function withoutOtherSide(document: OpenAPIDocument, value: unknown, side: 'request' | 'response'): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => withoutOtherSide(document, item, side))
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, withoutOtherSide(document, child, side)]),
  )
  const { required, properties } = value as Schema
  if (!Array.isArray(required) || typeof properties !== 'object') return copy
  const foreign = side === 'request' ? 'readOnly' : 'writeOnly'
  const isForeign = (name: string): boolean => {
    const property = properties[name]
    const target = property?.$ref === undefined ? property : get(document, refToPointer(property.$ref))
    return get(target, `/${foreign}`) === true
  }
  return { ...copy, required: required.filter((name) => typeof name !== 'string' || !isForeign(name)) }
}
