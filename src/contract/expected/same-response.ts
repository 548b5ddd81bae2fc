import { isDeepStrictEqual } from 'node:util'
import type { Exchange } from '../http/exchange.ts'
import { readJson } from '../http/body.ts'
import { excerpt } from '../../schema/index.ts'
import { textDifference } from './text-difference.ts'

/** Whether two answers have the same status and body, byte for byte or as JSON. */
export function isSameResponse(one: Exchange, other: Exchange): boolean {
  return one.response.status === other.response.status && hasSameBody(one, other)
}

function hasSameBody(one: Exchange, other: Exchange): boolean {
  if (Buffer.from(one.response.body).equals(Buffer.from(other.response.body))) return true
  const left = readJson(one.response)
  const right = readJson(other.response)
  return 'value' in left && 'value' in right && isDeepStrictEqual(left.value, right.value)
}

/** The first difference between two answers in words, where both are objects of one status. */
export function describeDifference(one: Exchange, other: Exchange): string | undefined {
  const left = readJson(one.response)
  const right = readJson(other.response)
  if (one.response.status !== other.response.status || !('value' in left) || !('value' in right))
    return undefined
  const path = firstDifference(right.value, left.value, '')
  return path === undefined ? undefined : `another body: ${path}`
}

function firstDifference(before: unknown, after: unknown, pointer: string): string | undefined {
  if (isDeepStrictEqual(before, after)) return undefined
  const objects = [before, after].every((value) => typeof value === 'object' && value !== null)
  if (!objects) {
    const detail = textDifference(before, after)
    return `${pointer} was ${excerpt(before)}, is ${excerpt(after)}${detail && `; ${detail}`}`
  }
  const left = before as Record<string, unknown>
  const right = after as Record<string, unknown>
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[key], right[key], `${pointer}/${key}`)
    if (found !== undefined) return found
  }
  return `${pointer} differs`
}
