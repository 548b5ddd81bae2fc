/** Short and plain texts tell themselves apart. */
const PLAIN = /^[\x20-\x7e]{0,60}$/

/**
 * Where two texts differ first, for a reader who may not see it: they are long, or look alike. Empty where that is plain,
 * and of other values.
 *
 * @example textDifference('e\u0301', '\u00e9') // 'they differ from character 1 on: U+0065 U+0301 and U+00E9'
 */
export function textDifference(left: unknown, right: unknown): string {
  if (typeof left !== 'string' || typeof right !== 'string') return ''
  if (left === right || (PLAIN.test(left) && PLAIN.test(right))) return ''
  const [one, other] = [[...left], [...right]]
  const at = one.findIndex((character, index) => character !== other[index])
  const from = at === -1 ? one.length : at
  return `they differ from character ${from + 1} on: ${names(one, from)} and ${names(other, from)}`
}

/** The next few characters, by their numbers. */
function names(characters: readonly string[], from: number): string {
  const next = characters.slice(from, from + 3).map((character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
    return `U+${hex.padStart(4, '0')}`
  })
  return next.length === 0 ? 'the end' : next.join(' ')
}
