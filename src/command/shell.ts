/**
 * Quotes a text as one word of a POSIX shell. Leaves a plain word as it is.
 *
 * @example quoteShell("it's") // `'it'\''s'`
 */
export function quoteShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** Quotes bytes without NUL as one word of bash. */
export function quoteBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  const text = buffer.toString('utf8')
  const isPrintable = Buffer.from(text).equals(buffer) && !/[\u0000-\u001f\u007f\ufeff]/.test(text)
  return isPrintable ? quoteShell(text) : `$'${escapeBytes(buffer)}'`
}

/** Returns bytes in the ANSI-C quoting of bash. Escapes every byte that a terminal would not show. */
function escapeBytes(bytes: Uint8Array): string {
  const isPlain = (byte: number): boolean =>
    byte >= 0x20 && byte < 0x7f && !"'\\".includes(String.fromCharCode(byte))
  return [...bytes]
    .map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`))
    .join('')
}
