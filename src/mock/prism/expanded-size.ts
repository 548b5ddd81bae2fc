import { get, refToPointer } from '../../description/index.ts'

/** Prism copies a schema with a copy of its target for each reference: more parts than this take longer than a request may. */
const LARGEST = 3000

/** For a random value, Prism makes so many parts in about a second. */
const LARGEST_RANDOM = 20_000

/** The items that Prism makes for a list without `maxItems`. */
const USUAL_ITEMS = 5

type Sizes = WeakMap<object, WeakMap<object, number>>

const [knownSizes, knownRandomSizes]: readonly [Sizes, Sizes] = [new WeakMap(), new WeakMap()]

/**
 * Whether a schema has too many parts for Prism if each reference is replaced by its target: 25 schemas that each refer
 * to the next one twice have millions. A reference to a schema around it counts as one part.
 *
 * @param isRandom whether Prism makes a random value, whose lists have many items: ten lists in each other have millions
 */
export function isLargeExpanded(document: object, schema: object, isRandom = false): boolean {
  const isLarge = (known: Sizes, countOf: CountOf, largest: number): boolean => {
    const sizes = known.get(document) ?? new WeakMap<object, number>()
    known.set(document, sizes)
    return sizeOf(document, schema, sizes, countOf) > largest
  }
  return (
    isLarge(knownSizes, () => 1, LARGEST) || (isRandom && isLarge(knownRandomSizes, itemsOf, LARGEST_RANDOM))
  )
}

/** Returns how often a value has a part. */
type CountOf = (value: object, part: object) => number

function itemsOf(value: object, part: object): number {
  const { items, maxItems } = value as { items?: unknown; maxItems?: unknown }
  if (part !== items) return 1
  return typeof maxItems === 'number' ? maxItems : USUAL_ITEMS
}

/** Computes in a loop, because references may form a chain of thousands. */
function sizeOf(document: object, start: object, sizes: WeakMap<object, number>, countOf: CountOf): number {
  const current = (part: object): number => sizes.get(part) ?? 1
  const isOpen = new WeakSet<object>()
  const waiting = [start]
  for (let value = waiting.at(-1); value !== undefined; value = waiting.at(-1)) {
    const below = sizes.has(value) ? [] : partsOf(document, value)
    if (isOpen.has(value) || below.length === 0) {
      waiting.pop()
      if (!sizes.has(value))
        sizes.set(
          value,
          below.reduce((sum, part) => sum + current(part) * countOf(value, part), 1),
        )
      continue
    }
    isOpen.add(value)
    waiting.push(...below.filter((part) => !sizes.has(part) && !isOpen.has(part)))
  }
  return current(start)
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
