import type { OpenAPIDocument } from '../description/index.ts'
import { shapeOf } from './shape.ts'

type Kinds = ReadonlySet<string> | undefined

const known = new WeakMap<OpenAPIDocument, Map<string, Kinds>>()

/**
 * The JSON types that a schema speaks of; undefined where it says nothing of them, and any is meant. Told once: every
 * header of every answer asks.
 */
export function kindsOf(document: OpenAPIDocument, pointer: string): Kinds {
  const kinds = known.get(document) ?? new Map<string, Kinds>()
  known.set(document, kinds)
  if (!kinds.has(pointer)) kinds.set(pointer, read(document, pointer))
  return kinds.get(pointer)
}

function read(document: OpenAPIDocument, pointer: string): Kinds {
  const { schema, properties, items, firstItems, branches } = shapeOf(document, pointer)
  const listed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (listed !== undefined) return new Set(listed.map(kindOf))
  if (schema.type !== undefined) return new Set([schema.type].flat())
  if (branches.length > 0) {
    const kinds = branches.map((branch) => kindsOf(document, branch))
    return kinds.includes(undefined) ? undefined : new Set(kinds.flatMap((some) => [...(some ?? [])]))
  }
  if (properties.size > 0) return new Set(['object'])
  return items !== undefined || firstItems.length > 0 ? new Set(['array']) : undefined
}

/** The JSON type of a value. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
