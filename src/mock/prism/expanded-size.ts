import { get, refToPointer } from '../../description/index.ts'

/** Prism copies a schema with a copy of its target for each reference: more parts than this take longer than a request may. */
const LARGEST = 3000

const knownSizes = new WeakMap<object, WeakMap<object, number>>()

/**
 * Whether a schema has too many parts for Prism if each reference is replaced by its target: 25 schemas that each refer
 * to the next one twice have millions. A reference to a schema around it counts as one part.
 */
export function isLargeExpanded(document: object, schema: object): boolean {
  const sizes = knownSizes.get(document) ?? new WeakMap<object, number>()
  knownSizes.set(document, sizes)
  return sizeOf(document, schema, sizes) > LARGEST
}

/** Computes in a loop, because references may form a chain of thousands. */
function sizeOf(document: object, start: object, sizes: WeakMap<object, number>): number {
  const isOpen = new WeakSet<object>()
  const waiting = [start]
  for (let value = waiting.at(-1); value !== undefined; value = waiting.at(-1)) {
    const below = sizes.has(value) ? [] : partsOf(document, value)
    if (isOpen.has(value) || below.length === 0) {
      waiting.pop()
      if (!sizes.has(value))
        sizes.set(
          value,
          below.reduce((sum, part) => sum + (sizes.get(part) ?? 1), 1),
        )
      continue
    }
    isOpen.add(value)
    waiting.push(...below.filter((part) => !sizes.has(part) && !isOpen.has(part)))
  }
  return sizes.get(start) ?? 1
}

/** Returns the objects in an object. A reference has its target. */
function partsOf(document: object, value: object): object[] {
  const { $ref } = value as { $ref?: unknown }
  const target =
    typeof $ref === 'string' && $ref.startsWith('#/') ? get(document, refToPointer($ref)) : undefined
  return [...(Object.values(value) as unknown[]), target].filter(
    (part): part is object => typeof part === 'object' && part !== null,
  )
}
