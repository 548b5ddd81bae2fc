import { randomInt, randomUUID } from 'node:crypto'
import { isCaseless } from '../generate/letter-case.ts'

/**
 * Returns an id of the same form that was never issued, encoded for a path: that of a counter has a larger number. Another
 * short id or name may have been issued, so these are returned unchanged.
 */
export function unknownIdLike(id: string): string {
  const counted = COUNTER.exec(id)
  if (counted !== null) return `${encodeURIComponent(counted[1] ?? '')}${randomInt(2 ** 30, 2 ** 31 - 1)}`
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

/** Returns an id that was never issued, encoded for a path: one of the same form, or else a longer one. */
export function certainlyUnknownId(id: string): string {
  const other = unknownIdLike(id)
  return other === encodeURIComponent(id) ? encodeURIComponent(withSuffix(id)) : other
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
    change: (id) => encodeURIComponent(isGuessable(id) ? id : withoutLast(id)),
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

/**
 * Matches a number, or a short number after a word or a sign. Its group is what is before the number. Digits in a random
 * text are no number.
 */
const COUNTER = /^(?:(?=\d+$)|(\D+|.*[^\da-z])(?=[1-9]\d{0,6}$))\d+$/is

/** Returns whether a similar id may exist: numbers of a counter, and names chosen by people. Signs vary in no id. */
function isGuessable(id: string): boolean {
  return id.replaceAll(/[^\p{L}\p{N}]/gu, '').length < 8 || COUNTER.test(id)
}

/** Returns an id without its last character, of which UTF-16 may have two units. */
export function withoutLast(id: string): string {
  return [...id].slice(0, -1).join('')
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
