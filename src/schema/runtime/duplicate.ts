import { equal } from './equal.ts'

/** The last two places of a list that hold the same JSON value, the later one first; undefined where all differ. */
export function duplicate(items: readonly unknown[]): { i: number; j: number } | undefined {
  if (new Set(items).size === items.length && !items.some((item) => typeof item === 'object'))
    return undefined
  for (let i = items.length - 1; i > 0; i -= 1) {
    for (let j = i - 1; j >= 0; j -= 1) if (equal(items[i], items[j])) return { i, j }
  }
  return undefined
}
