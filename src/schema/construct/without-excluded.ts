import { dereference } from '../reference.ts'
import type { Schema } from '../schema.ts'
import { excludedNames } from '../shape.ts'
import type { ExcludedMark } from '../shape.ts'
import { joinPointer } from '../pointer.ts'
import { propertySchemas } from './conjunction.ts'
import type { Part } from '../shape.ts'

/** Returns a value without the properties that a direction excludes. Returns the value itself if it has none. */
export function withoutExcluded(
  document: object,
  pointers: readonly string[],
  excludedMark: ExcludedMark,
  value: unknown,
): unknown {
  if (typeof value !== 'object' || value === null) return value
  const parts = allParts(document, pointers)
  if (parts.length === 0) return value
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, index) => {
      const below = parts.flatMap(({ schema, at }) => {
        const first = schema.prefixItems?.length ?? 0
        if (index < first) return [joinPointer(at, 'prefixItems', index)]
        return typeof schema.items === 'object' ? [joinPointer(at, 'items')] : []
      })
      return withoutExcluded(document, below, excludedMark, item)
    })
    return items.every((item, index) => item === value[index]) ? value : items
  }
  const excluded = new Set(parts.flatMap(({ at }) => [...excludedNames(document, at, excludedMark)]))
  const entries = Object.entries(value)
  const kept = entries
    .filter(([name]) => !excluded.has(name))
    .map(([name, child]): [string, unknown] => {
      const below = propertySchemas(parts, name, () => true) ?? []
      return [name, withoutExcluded(document, below, excludedMark, child)]
    })
  const isSame =
    kept.length === entries.length && kept.every(([, child], index) => child === entries[index]?.[1])
  return isSame ? value : Object.fromEntries(kept)
}

/** Returns the schemas at `pointers` with those of all their alternatives. */
function allParts(document: object, pointers: readonly string[]): Part[] {
  const parts: Part[] = []
  const visited = new Set<string>()
  const visit = (pointer: string): void => {
    const { value: schema, pointer: at } = dereference<Schema | boolean>(document, pointer)
    if (visited.has(at) || typeof schema !== 'object') return
    visited.add(at)
    parts.push({ schema, at })
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      for (const index of (schema[keyword] ?? []).keys()) visit(joinPointer(at, keyword, index))
    }
    for (const keyword of ['then', 'else']) if (schema[keyword] !== undefined) visit(joinPointer(at, keyword))
  }
  for (const pointer of pointers) visit(pointer)
  return parts
}
