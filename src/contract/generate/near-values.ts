/** Texts that servers take for no value. */
const NOTHING = ['null', 'None', 'undefined']

/**
 * Returns texts that a server may take for a value of a list because it cuts, cleans, unwraps or guesses. The most
 * probable ones come first. None of them is in the list.
 */
export function nearValues(allowed: readonly string[]): string[] {
  const [first = '', second = first] = allowed
  const joined = allowed.find((text) => /[-_]/.test(text)) ?? first
  const texts = [
    joined.replaceAll(/[-_]/g, ' '),
    `${first},${second}`,
    `${first}\0`,
    ...NOTHING,
    `[${first}]`,
    `["${first}"]`,
    `"${first}"`,
    ` ${first}`,
    joined.replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase()),
    joined.replaceAll(/[-_]/g, ''),
    first.charAt(0).toUpperCase() + first.slice(1),
    // A word too many before and after it, one letter less, and one sign for another.
    `not_${first}`,
    `${first}_x`,
    first.slice(0, -1),
    `${first}\u200b`,
    withFullWidth(first),
  ]
  return [...new Set(texts)].filter((text) => text !== '' && !allowed.includes(text))
}

/** Returns a text whose last character compatibility normalization (NFKC) makes the one of the given text. */
function withFullWidth(text: string): string {
  const code = text.charCodeAt(text.length - 1)
  const isVisible = code > 0x20 && code < 0x7f
  return isVisible ? text.slice(0, -1) + String.fromCharCode(code + 0xfee0) : text
}
