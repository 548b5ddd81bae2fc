/** Patterns in spellings that JavaScript does not read, as one that does: what a server in another language sees. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\\A/g, '^'],
  [/\\z/g, '$'],
  [/\[\[:alpha:\]\]/g, '[A-Za-z]'],
  [/\(\?>([^()]*)\)/g, '(?:$1)'],
  [/\+\+/g, '+'],
]

/** A pattern as the server's own language reads it. */
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
