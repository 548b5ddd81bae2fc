import { withoutLast } from './unknown-id.ts'

/**
 * Texts that are another id, and that routers, frameworks or databases may take for the given one: they cut a segment,
 * decode it twice, normalize it, or match it as a pattern.
 */
export const ALIASES: readonly ((id: string) => string)[] = [
  // A matrix parameter after the id.
  (id) => `${encodeURIComponent(id)};jsessionid=1`,
  // A format after the id.
  (id) => `${encodeURIComponent(id)}.json`,
  // A dot after the id.
  (id) => `${encodeURIComponent(id)}.`,
  // An encoded slash after the id.
  (id) => `${encodeURIComponent(id)}%2F`,
  // An encoded query after the id.
  (id) => `${encodeURIComponent(id)}%3Fa=1`,
  // An encoded fragment after the id.
  (id) => `${encodeURIComponent(id)}%23a`,
  // An ampersand after the id.
  (id) => `${encodeURIComponent(id)}&a=1`,
  // A comma after the id.
  (id) => `${encodeURIComponent(id)},`,
  // A plus sign after the id.
  (id) => `${encodeURIComponent(id)}+`,
  // A line break after the id.
  (id) => `${encodeURIComponent(id)}%0A`,
  // A tab after the id.
  (id) => `${encodeURIComponent(id)}%09`,
  // A no-break space after the id.
  (id) => `${encodeURIComponent(id)}%C2%A0`,
  // A zero-width space after the id.
  (id) => `${encodeURIComponent(id)}%E2%80%8B`,
  // A combining accent after the id.
  (id) => `${encodeURIComponent(id)}%CC%81`,
  // A byte order mark before the id.
  (id) => `%EF%BB%BF${encodeURIComponent(id)}`,
  // A colon after the id.
  (id) => `${encodeURIComponent(id)}:x`,
  // An at sign after the id.
  (id) => `${encodeURIComponent(id)}%40x`,
  // An encoded backslash in the id.
  (id) => `${start(id)}%5C${encodeURIComponent(last(id))}`,
  // The id with other signs.
  (id) => encodeURIComponent(withOtherSigns(id)),
  // The id without its first part.
  (id) => encodeURIComponent(withoutFirstPart(id)),
  // The id in quotes.
  (id) => `%22${encodeURIComponent(id)}%22`,
  // The id with a wildcard of SQL.
  (id) => `${start(id)}%25`,
  // The id with a wildcard of SQL for one character.
  (id) => `${start(id)}_`,
  // The id with a wildcard of a shell.
  (id) => `${start(id)}*`,
  // The id, encoded twice.
  (id) => `${start(id)}${encodedTwice(last(id))}`,
  // The id with a full-width character.
  (id) => start(id) + encodeURIComponent(fullWidth(last(id))),
  // The id with a character that a collation ignores or folds.
  (id) => encodeURIComponent(folding(id)),
]

/** Returns texts that are another id, and that a lenient lookup may take for the given one, as raw text of the path. */
export function rareAliases(id: string): string[] {
  const encoded = encodeURIComponent(id)
  const prefix = /^[a-z]+_/.exec(id)?.[0] ?? ''
  return [
    // In SQL a quote ends a text, and two hyphens begin a comment.
    ...['!', '$', '-x', '=', '*', '|x', '%5E', '%60', '%27--', '%5C'].map((mark) => `${encoded}${mark}`),
    `(${encoded})`,
    `%5B${encoded}%5D`,
    `x%2F${encoded}`,
    `x%2F..%2F${encoded}`,
    `id=${encoded}`,
    // With the prefix of the kind in upper case.
    encodeURIComponent(id.replace(prefix, prefix.toUpperCase())),
    // As APIs write the secret of a resource, or its address.
    `${encoded}_secret_x`,
    `https:%2F%2Fexample.com%2F${encoded}`,
    // A byte that UTF-8 does not have, and two bytes for the last character, as UTF-8 does not write it.
    `${encoded}%FF`,
    ...overlong(id),
    ...withZeros(id),
    'latest',
    'me',
  ]
}

/** Returns an id whose last character has two bytes: UTF-8 has one for ASCII (RFC 3629, section 3). */
function overlong(id: string): string[] {
  const code = id.charCodeAt(id.length - 1)
  const bytes = [0xc0 | (code >> 6), 0x80 | (code & 0x3f)].map((byte) => `%${byte.toString(16)}`)
  return code < 0x80 ? [`${start(id)}${bytes.join('')}`] : []
}

/** Returns an id with a zero before its number, which a server that reads the number takes for the same. */
function withZeros(id: string): string[] {
  const other = id.replace(/(^|[^a-z0-9])([1-9]\d*)$/i, '$10$2')
  return other === id ? [] : [encodeURIComponent(other)]
}

/** Returns an id without its last character, as raw text of the path. */
function start(id: string): string {
  return encodeURIComponent(withoutLast(id))
}

/** Returns the last character of an id, of which UTF-16 may have two units. */
function last(id: string): string {
  return [...id].at(-1) ?? ''
}

function encodedTwice(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%25${byte.toString(16).padStart(2, '0')}`).join('')
}

/** Returns the full-width form of a visible ASCII character, which compatibility normalization (NFKC) makes equal. */
function fullWidth(char: string): string {
  const code = char.charCodeAt(0)
  return code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : char
}

/** Returns a text that a slug takes for the id. */
function withOtherSigns(id: string): string {
  return /[-_]/.test(id) ? id.replaceAll(/[-_]/g, (sign) => (sign === '-' ? '_' : '-')) : `${id}-`
}

/** Returns an id as another table may have it: `pi_1` → `1`. */
function withoutFirstPart(id: string): string {
  const rest = id.replace(/^[^-_]*[-_]/, '')
  return rest === id || rest === '' ? `x_${id}` : rest
}

/**
 * Returns a text that a collation takes for the id: U+017F is a long s, U+212A the sign of Kelvin. Without such letters,
 * a variation selector has no weight.
 */
function folding(id: string): string {
  const folded = id.replace(/s/i, '\u017F').replace(/k/i, '\u212A')
  return folded === id ? `${id}\uFE0F` : folded
}
