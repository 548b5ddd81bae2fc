import { jsonTypeOf } from './json-type.ts'
import { shapeOf } from './shape.ts'

type JsonTypes = ReadonlySet<string> | undefined

const known = new WeakMap<object, Map<string, JsonTypes>>()

/**
 * Returns the JSON types that a schema allows. Undefined if it allows any type. The result is cached, because it is
 * needed for every header of every response.
 */
export function jsonTypesOf(document: object, pointer: string): JsonTypes {
  const jsonTypes = known.get(document) ?? new Map<string, JsonTypes>()
  known.set(document, jsonTypes)
  if (!jsonTypes.has(pointer)) {
    // A schema that refers to itself in an alternative allows any type as far as this alternative is concerned.
    jsonTypes.set(pointer, undefined)
    jsonTypes.set(pointer, computeJsonTypes(document, pointer))
  }
  return jsonTypes.get(pointer)
}

function computeJsonTypes(document: object, pointer: string): JsonTypes {
  const { schema, properties, items, firstItems, branches } = shapeOf(document, pointer)
  const listed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (listed !== undefined) return new Set(listed.map(jsonTypeOf))
  if (schema.type !== undefined) return new Set([schema.type].flat())
  if (branches.length > 0) {
    const jsonTypes = branches.map((branch) => jsonTypesOf(document, branch))
    return jsonTypes.includes(undefined) ? undefined : new Set(jsonTypes.flatMap((some) => [...(some ?? [])]))
  }
  if (properties.size > 0) return new Set(['object'])
  return items !== undefined || firstItems.length > 0 ? new Set(['array']) : undefined
}

/** Reports whether a value is a JSON object: neither `null` nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
