import { randomInt, randomUUID } from 'node:crypto'
import { isCaseless } from '../generate/letter-case.ts'

/**
 * Returns an id of the same form that was never issued, encoded for a path. A short id or a name may have been issued,
 * so it is returned unchanged.
 */
export function unknownIdLike(id: string): string {
  if (/^\d+$/.test(id)) return String(randomInt(2 ** 30, 2 ** 31 - 1))
  // The version of the UUID stays (RFC 9562, section 4).
  if (UUID.test(id)) return randomUUID().replace(/(?<=^.{14})./, id.charAt(14))
  if (isGuessable(id)) return encodeURIComponent(id)
  const prefix = /^[a-z]+_/i.exec(id)?.[0] ?? ''
  const rest = [...id.slice(prefix.length)].map((char) => {
    const characters = CHARACTER_CLASSES.find((letters) => letters.includes(char))
    return characters?.[randomInt(characters.length)] ?? char
  })
  return encodeURIComponent(prefix + rest.join(''))
}

/** A change that makes an unknown id of a known one. */
export interface UnknownForm {
  readonly label: string
  /** Returns the id as raw text of the path. It is unchanged if there is no such id. */
  readonly change: (id: string) => string
  /** Whether the result is not only unknown but also odd, so that both kinds of responses conform. */
  readonly odd?: boolean
  /** Whether a server in front may reject it. */
  readonly mayBeHandledUpstream?: boolean
}

export const UNKNOWN_FORMS: readonly UnknownForm[] = [
  { label: 'another id of the same form', change: unknownIdLike },
  { label: 'the id with a suffix', change: (id) => encodeURIComponent(withSuffix(id)) },
  {
    label: 'the id without its last character',
    change: (id) => encodeURIComponent(isGuessable(id) ? id : id.slice(0, -1)),
  },
  { label: 'a space before the id', change: (id) => `%20${encodeURIComponent(id)}`, odd: true },
  { label: 'a space after the id', change: (id) => `${encodeURIComponent(id)}%20`, odd: true },
  {
    label: 'a NUL after the id',
    change: (id) => `${encodeURIComponent(id)}%00`,
    odd: true,
    mayBeHandledUpstream: true,
  },
  { label: 'the id in another letter case', change: (id) => encodeURIComponent(inOtherCase(id)) },
]

const CHARACTER_CLASSES = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Returns whether a similar id may exist: numbers, and names chosen by people. */
function isGuessable(id: string): boolean {
  return id.length < 8 || /^\d+$/.test(id)
}

/** Returns a longer id that begins with the given one. */
export function withSuffix(id: string): string {
  return `${id}0unknown`
}

/** Returns an id with upper case for lower case, and the reverse. It is unchanged if letter case means nothing in it. */
export function inOtherCase(id: string): string {
  if (isCaseless(id)) return id
  return [...id]
    .map((char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase()))
    .join('')
}
