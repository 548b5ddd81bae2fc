/** Two values to compare, and where they are. */
interface Pair {
  readonly before: unknown
  readonly after: unknown
  readonly name: string
  readonly parent: Pair | undefined
}

/** Where two JSON values differ, and what they are there. */
export interface Difference {
  readonly pointer: string
  readonly before: unknown
  readonly after: unknown
}

/** Returns whether two JSON values are equal. The order of properties does not count. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return firstDifference(one, other) === undefined
}

/**
 * Returns where two JSON values first differ. Undefined if they are equal; -0 equals 0. They may be nested more deeply than
 * a function can call itself.
 */
export function firstDifference(before: unknown, after: unknown): Difference | undefined {
  const waiting: Pair[] = [{ before, after, name: '', parent: undefined }]
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    if (pair.before === pair.after) continue
    const below = childrenOf(pair)
    if (below === undefined) return { pointer: pointerOf(pair), before: pair.before, after: pair.after }
    for (const child of below) waiting.push(child)
  }
  return undefined
}

/** Returns the members of two lists, or of two objects, the first one last. Undefined for all other values. */
function childrenOf(parent: Pair): Pair[] | undefined {
  const { before, after } = parent
  if (!isNested(before) || !isNested(after) || Array.isArray(before) !== Array.isArray(after))
    return undefined
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names]
    .map((name) => ({ before: memberOf(before, name), after: memberOf(after, name), name, parent }))
    .reverse()
}

function pointerOf(pair: Pair): string {
  const names: string[] = []
  for (let one = pair; one.parent !== undefined; one = one.parent) names.push(`/${one.name}`)
  return names.reverse().join('')
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function memberOf(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}
