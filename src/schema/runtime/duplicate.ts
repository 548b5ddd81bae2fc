import { equal } from './equal.ts'

/** An item, and the index of the last one that equals it. */
interface Known {
  readonly item: unknown
  index: number
}

/**
 * Returns the indices of the last two equal items, the later one first. Undefined if all items differ. Only items of the
 * same text are compared, so that it takes a time that is proportional to the size of the items.
 */
export function duplicate(items: readonly unknown[]): { i: number; j: number } | undefined {
  if (items.length < 2) return undefined
  if (new Set(items).size === items.length && !items.some((item) => typeof item === 'object'))
    return undefined
  const byText = new Map<string, Known[]>()
  let last: { i: number; j: number } | undefined
  for (const [index, item] of items.entries()) {
    const text = textOf(item, 0)
    const some = byText.get(text)
    const known = some?.find((one) => equal(one.item, item))
    if (known !== undefined) {
      last = { i: index, j: known.index }
      known.index = index
    } else if (some !== undefined) some.push({ item, index })
    else byText.set(text, [{ item, index }])
  }
  return last
}

/** Values below are left out of a text. Nothing is so deep that it overflows the stack. */
const DEEPEST = 100

/** Returns a text that equal values have in common. */
function textOf(value: unknown, depth: number): string {
  // A text may look like another value.
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (depth === DEEPEST) return '…'
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, depth + 1)).join()}]`
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}:${textOf(member, depth + 1)}`,
  )
  return `{${members.sort().join()}}`
}
