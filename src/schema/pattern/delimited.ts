/** A delimiter, a body without that delimiter, the delimiter again and flags: `/^a$/i`. */
const SLASHES = /^\/((?:[^/\\]|\\[^])+)\/[a-zA-Z]*$/
const OTHERS = /^([#~@!%])((?:(?!\1)[^\\]|\\[^])+)\1[a-zA-Z]*$/

/** Whether the body has a meaning only as a regular expression. */
const IS_EXPRESSION = /[[\\(+*?{^$|]/

/**
 * Returns whether a pattern is written as in the code of a language, such as `/^a$/i` of PHP or JavaScript. Read as a
 * pattern of JSON Schema, its delimiters and flags would be a part of the text, which is hardly ever meant. Of others
 * than `/`, only those beside an anchor count: no text could match.
 */
export function isDelimited(pattern: string): boolean {
  const body = SLASHES.exec(pattern)?.[1]
  if (body !== undefined) return IS_EXPRESSION.test(body)
  const other = OTHERS.exec(pattern)?.[2]
  return other !== undefined && (other.startsWith('^') || /(?:^|[^\\])(?:\\\\)*\$$/.test(other))
}
