import { equal } from './equal.ts'

/** Returns the indices of the last two equal items, the later one first. Undefined if all items differ. */
export function duplicate(items: readonly unknown[]): { i: number; j: number } | undefined {
  if (new Set(items).size === items.length && !items.some((item) => typeof item === 'object'))
    return undefined
  for (let i = items.length - 1; i > 0; i -= 1) {
    for (let j = i - 1; j >= 0; j -= 1) if (equal(items[i], items[j])) return { i, j }
  }
  return undefined
}
