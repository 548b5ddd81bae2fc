const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/

/** Returns whether a text is a token, such as the name of a header or a method (RFC 9110, section 5.6.2). */
export function isToken(text: string): boolean {
  return TOKEN.test(text)
}
