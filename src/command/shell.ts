/**
 * Quotes a text as one word of a POSIX shell. Leaves a plain word as it is.
 *
 * @example quoteShell("it's") // `'it'\''s'`
 */
export function quoteShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
