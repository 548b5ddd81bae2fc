import { excerpt } from '../../schema/index.ts'
import { readJson } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'
import { firstDifference, isSameValue } from './same-value.ts'

/** Returns whether two responses have the same status code and body, byte for byte or as JSON. */
export function isSameResponse(one: Exchange, other: Exchange): boolean {
  return one.response.status === other.response.status && hasSameBody(one, other)
}

function hasSameBody(one: Exchange, other: Exchange): boolean {
  if (Buffer.from(one.response.body).equals(Buffer.from(other.response.body))) return true
  const left = readJson(one.response)
  const right = readJson(other.response)
  return 'value' in left && 'value' in right && isSameValue(left.value, right.value)
}

/** Describes the first difference between the JSON bodies of two responses with the same status code. */
export function describeDifference(one: Exchange, other: Exchange): string | undefined {
  const left = readJson(one.response)
  const right = readJson(other.response)
  if (one.response.status !== other.response.status || !('value' in left) || !('value' in right))
    return undefined
  const difference = firstDifference(right.value, left.value)
  if (difference === undefined) return undefined
  const { pointer, before, after } = difference
  if ([before, after].every((value) => typeof value === 'object' && value !== null))
    return `another body: ${pointer} differs`
  const detail = textDifference(before, after)
  return `another body: ${pointer} was ${excerpt(before)}, is ${excerpt(after)}${detail && `; ${detail}`}`
}

/** A reader sees the difference between two short ASCII texts. */
const SHORT_ASCII = /^[\x20-\x7e]{0,60}$/

/**
 * Describes where two texts begin to differ, if they are long or may look the same. Returns an empty string if the
 * difference is easy to see, or if one value is not a text.
 *
 * @example textDifference('e\u0301', '\u00e9') // 'they differ from character 1 on: U+0065 U+0301 and U+00E9'
 */
export function textDifference(left: unknown, right: unknown): string {
  if (typeof left !== 'string' || typeof right !== 'string') return ''
  if (left === right || (SHORT_ASCII.test(left) && SHORT_ASCII.test(right))) return ''
  const [one, other] = [[...left], [...right]]
  const at = one.findIndex((character, index) => character !== other[index])
  const from = at === -1 ? one.length : at
  return `they differ from character ${from + 1} on: ${codePoints(one, from)} and ${codePoints(other, from)}`
}

/** Returns the code points of the next three characters. */
function codePoints(characters: readonly string[], from: number): string {
  const next = characters.slice(from, from + 3).map((character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
    return `U+${hex.padStart(4, '0')}`
  })
  return next.length === 0 ? 'the end' : next.join(' ')
}
