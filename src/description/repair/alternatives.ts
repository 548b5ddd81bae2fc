import { get, joinPointer } from '../../schema/index.ts'
import { without } from '../json.ts'
import type { Json } from '../json.ts'
import { Comparison } from './comparison.ts'
import type { SchemaRepair } from './types.ts'

/**
 * An alternative of `oneOf` that accepts nothing but values of another one never matches: such a value matches both. Two
 * that accept the same values never match at all. Authors who describe two errors with the same properties, or a thing
 * and the same thing with more properties, mean any of them.
 */
export function shadowedAlternatives(schema: Json, { document, pointer, origins, warn }: SchemaRepair): Json {
  const { oneOf } = schema
  const written: unknown = get(document, joinPointer(pointer, 'oneOf'))
  if (!Array.isArray(oneOf) || !Array.isArray(written) || written.length < 2) return schema
  const shadowed = findShadowed(document, written)
  if (shadowed === undefined) return schema
  warn(
    joinPointer('oneOf', shadowed.index),
    `All values of alternative ${shadowed.index + 1} of \`oneOf\` are values of alternative ${shadowed.by + 1} too, so it never matches alone. \`oneOf\` is read as \`anyOf\`.`,
  )
  const others = without(schema, 'oneOf')
  if (others['anyOf'] === undefined) {
    for (const index of oneOf.keys())
      origins.set(joinPointer(pointer, 'anyOf', index), joinPointer(pointer, 'oneOf', index))
    return { ...others, anyOf: oneOf }
  }
  const allOf: unknown[] = Array.isArray(others['allOf']) ? others['allOf'] : []
  origins.set(joinPointer(pointer, 'allOf', allOf.length, 'anyOf'), joinPointer(pointer, 'oneOf'))
  return { ...others, allOf: [...allOf, { anyOf: oneOf }] }
}

/** Returns the first alternative whose values are all values of another one. Undefined if that is not sure. */
function findShadowed(
  document: Json,
  alternatives: readonly unknown[],
): { index: number; by: number } | undefined {
  const comparison = new Comparison(document)
  for (const index of alternatives.keys()) {
    for (const by of alternatives.keys()) {
      if (by === index || !comparison.isWithin(alternatives[index], alternatives[by])) continue
      // Of two that are the same, the second is the one too many.
      const isSame = comparison.isWithin(alternatives[by], alternatives[index])
      return isSame ? { index: Math.max(index, by), by: Math.min(index, by) } : { index, by }
    }
    if (comparison.isExhausted) return undefined
  }
  return undefined
}
