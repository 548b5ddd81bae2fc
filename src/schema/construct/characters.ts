import type { Range } from '../pattern/index.ts'

/** How many characters are listed if none of them is common. */
const LONGEST_LIST = 256

/** Common characters: neighbors differ in their class, so that a text with all classes is found soon. */
const COMMON: readonly string[] = [
  ...new Set([
    ...[...'abcdefghijklmnopqrstuvwxyz'].flatMap((letter, index) => [
      letter,
      letter.toUpperCase(),
      String(index % 10),
      '!#-_.'[index % 5] ?? '',
    ]),
    ...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index)),
    ...['é', 'ß', 'Ж', '重'],
  ]),
]

const known = new WeakMap<readonly Range[], readonly string[]>()

/** Returns characters of a set of ranges: the common ones, or else the first ones. */
export function charactersOf(ranges: readonly Range[]): readonly string[] {
  const found = known.get(ranges) ?? findCharacters(ranges)
  known.set(ranges, found)
  return found
}

function findCharacters(ranges: readonly Range[]): readonly string[] {
  const common = COMMON.filter((character) => {
    const code = character.codePointAt(0) ?? 0
    return ranges.some(([low, high]) => low <= code && code <= high)
  })
  return common.length > 0 ? common : ranges.flatMap(firstCharacters).slice(0, LONGEST_LIST)
}

function firstCharacters([low, high]: Range): string[] {
  const length = Math.min(high - low + 1, LONGEST_LIST)
  return Array.from({ length }, (_, index) => String.fromCodePoint(low + index))
}
