/** The longest range whose characters are all listed. Of a longer one, only the first ones are. */
const LONGEST_RANGE = 256

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index))
const LOWER = range('a', 'z')
const UPPER = range('A', 'Z')
const DIGITS = range('0', '9')

/** The characters of `.`: neighbors differ in their class, so that a text with all classes is found soon. */
export const ANY: readonly string[] = [
  ...new Set([
    ...LOWER.flatMap((letter, index) => [
      letter,
      UPPER[index] ?? '',
      String(index % 10),
      '!#-_.'[index % 5] ?? '',
    ]),
    ...PRINTABLE,
  ]),
]

export const OTHER_LETTERS = ['é', 'ß', 'Ж', '重']

/** The characters of `\\d`, `\\w` and `\\s`. */
export const CLASSES: Readonly<Record<string, readonly string[]>> = {
  d: DIGITS,
  w: [...LOWER, ...UPPER, ...DIGITS, '_'],
  s: [' ', '\t', '\n'],
}

/** Returns the characters from one to another. */
export function range(first: string, last: string): string[] {
  const [low, high] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0]
  const length = Math.max(0, Math.min(high - low + 1, LONGEST_RANGE))
  const characters = Array.from({ length }, (_, index) => String.fromCodePoint(low + index))
  if (/^[\x20-\x7e]$/.test(first)) return characters
  // A range from a control character has visible characters, too. Those are better in a text.
  const visible = PRINTABLE.slice(1).filter((character) => character >= first && character <= last)
  return [...new Set([...visible, ...characters])]
}

/** Returns common characters that are not in a list. */
export function others(excluded: readonly string[]): string[] {
  return [...ANY, ...OTHER_LETTERS].filter((character) => !excluded.includes(character))
}
