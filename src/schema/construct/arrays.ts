import { joinPointer } from '../pointer.ts'
import { dereference } from '../reference.ts'
import { conjunctionOf } from './conjunction.ts'
import type { Conjunction } from './conjunction.ts'
import { DEEPEST_OPTIONAL } from './values.ts'
import type { Position, Values } from './values.ts'

/** The longest list that is made. */
const LONGEST_LIST = 10_000

interface Contains {
  readonly pointer: string
  readonly min: number
}

/** Yields arrays for a conjunction, first with one item and then with as few as possible. */
export function* arrayCandidates(
  values: Values,
  conjunction: Conjunction,
  position: Position,
): Generator<unknown[], void> {
  const schemas = conjunction.parts.map(({ schema }) => schema)
  const min = Math.max(0, ...schemas.map(({ minItems = 0 }) => minItems))
  const max = Math.min(Infinity, ...schemas.map(({ maxItems = Infinity }) => maxItems))
  if (min > Math.min(max, LONGEST_LIST)) return
  const contains = containsOf(conjunction)
  const prefix = Math.max(0, ...schemas.map(({ prefixItems }) => prefixItems?.length ?? 0))
  const contained = contains.reduce((total, each) => total + each.min, 0)
  const isDescribed = itemPointers(conjunction, prefix)?.length !== 0
  const usual = position.depth > DEEPEST_OPTIONAL ? 0 : prefix > 0 ? prefix : isDescribed ? 1 : 0
  const isUnique = schemas.some(({ uniqueItems }) => uniqueItems === true)
  for (const variant of [0, 1, 2]) {
    for (const offset of new Set([0, prefix])) {
      const needed = Math.max(min, contained + (contained > 0 ? offset : 0))
      for (const length of new Set([Math.max(needed, Math.min(usual, max)), needed, min, contained])) {
        if (length < min || length > max) continue
        const start = { ...position, variant: position.variant + variant }
        const list = makeItems(values, conjunction, start, { length, offset, contains, isUnique, min })
        if (list !== undefined) yield list
      }
    }
  }
  yield* listsOutside(values, conjunction, position, Math.max(min, 1))
}

/** Yields lists with items that another alternative of `oneOf` does not allow. */
function* listsOutside(
  values: Values,
  conjunction: Conjunction,
  position: Position,
  length: number,
): Generator<unknown[], void> {
  const own = itemPointers(conjunction, 0)
  if (own === undefined) return
  for (const branch of conjunction.rejected) {
    const outside =
      itemPointers(
        conjunctionOf(values.document, [branch], () => 0),
        0,
      ) ?? []
    if (outside.length === 0) continue
    const item = values.construct(own, { ...position, depth: position.depth + 1 }, outside)
    if (item !== undefined) yield Array.from({ length }, () => item.value)
  }
}

function makeItems(
  values: Values,
  conjunction: Conjunction,
  position: Position,
  options: { length: number; offset: number; contains: readonly Contains[]; isUnique: boolean; min: number },
): unknown[] | undefined {
  const { length, offset, contains, isUnique, min } = options
  const wanted = contains.flatMap((each) => Array.from({ length: each.min }, () => each.pointer))
  const items: unknown[] = []
  const seen = new Set<string>()
  for (let index = 0; index < length; index += 1) {
    const own = itemPointers(conjunction, index)
    const also = wanted[index - offset]
    if (own === undefined) return undefined
    const pointers = also === undefined ? own : [...own, also]
    const isRecursive = pointers.some((pointer) =>
      position.around.has(dereference(values.document, pointer).pointer),
    )
    // A schema that contains itself ends with an empty list.
    if (isRecursive && index >= min && also === undefined) return items
    const item = isUnique
      ? uniqueItem(values, pointers, position, seen, index)
      : pointers.length === 0
        ? { value: 'string' }
        : values.construct(pointers, { ...position, depth: position.depth + 1 })
    if (item === undefined) return index >= min && also === undefined ? items : undefined
    items.push(item.value)
  }
  return items
}

function uniqueItem(
  values: Values,
  pointers: readonly string[],
  position: Position,
  seen: Set<string>,
  index: number,
): { readonly value: unknown } | undefined {
  for (let more = 0; more < 20; more += 1) {
    const variant = position.variant + index + more
    const item =
      pointers.length === 0
        ? { value: `string${variant}` }
        : values.construct(pointers, { ...position, depth: position.depth + 1, variant })
    const text = item === undefined ? '' : JSON.stringify(item.value)
    if (item === undefined || seen.has(text)) continue
    seen.add(text)
    return item
  }
  return undefined
}

/** Returns the pointers of the schemas of an item. Undefined if there can be no such item. */
function itemPointers({ parts }: Conjunction, index: number): string[] | undefined {
  const found: string[] = []
  for (const { schema, at } of parts) {
    const first = schema.prefixItems?.length ?? 0
    if (index < first) found.push(joinPointer(at, 'prefixItems', index))
    else if ((schema.items as unknown) === false) return undefined
    else if (schema.items !== undefined) found.push(joinPointer(at, 'items'))
  }
  if (found.length > 0) return found
  for (const { schema, at } of parts) {
    if (schema['unevaluatedItems'] === false) return undefined
    if (typeof schema['unevaluatedItems'] === 'object') found.push(joinPointer(at, 'unevaluatedItems'))
  }
  return found
}

function containsOf({ parts }: Conjunction): Contains[] {
  return parts.flatMap(({ schema, at }) => {
    if (schema['contains'] === undefined) return []
    const { minContains = 1 } = schema as { minContains?: number }
    return [{ pointer: joinPointer(at, 'contains'), min: Math.min(minContains, LONGEST_LIST) }]
  })
}
