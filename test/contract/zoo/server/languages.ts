/** Spellings of other languages that JavaScript cannot read, and their equivalents. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\\A/g, '^'],
  [/\\z/g, '$'],
  [/\[\[:alpha:\]\]/g, '[A-Za-z]'],
  [/\(\?>([^()]*)\)/g, '(?:$1)'],
  [/\+\+/g, '+'],
]

/** Compiles a pattern as a server in another language does. */
export function readPattern(pattern: string): RegExp {
  const isCaseless = pattern.startsWith('(?i)')
  const plain = SPELLINGS.reduce(
    (text, [spelling, own]) => text.replace(spelling, own),
    isCaseless ? pattern.slice(4) : pattern,
  )
  const flags = isCaseless ? 'i' : ''
  try {
    return new RegExp(plain, `u${flags}`)
  } catch {
    return new RegExp(plain, flags)
  }
}
