import type * as FastCheck from 'fast-check'
import { fastCheck } from '../fast-check.ts'
import type { Fc } from '../fast-check.ts'
import type { Schema } from '../schema.ts'
import { lengthsOf } from './lengths.ts'
import { compileFor } from './engine.ts'
import type { Pattern } from './engine.ts'

const found = new Map<string, string | undefined>()

/** About how many repetitions fast-check adds to those that a loop must have. */
const GENERATED_REPETITIONS = 10

/** The longest text that is generated for a pattern. */
const LONGEST = 10_000

/** Returns a short text that matches a pattern and lengths, always the same. Undefined if no text was found. */
export function textMatching({
  pattern = '',
  minLength = 0,
  maxLength = Infinity,
}: Schema): string | undefined {
  const key = JSON.stringify([pattern, minLength, maxLength])
  if (!found.has(key)) found.set(key, search(pattern, minLength, maxLength))
  return found.get(key)
}

function search(source: string, minLength: number, maxLength: number): string | undefined {
  const { pattern } = compileFor('any', source)
  const shortest = Math.max(1, minLength)
  if (pattern === undefined || shortest > LONGEST) return undefined
  const isMatch = (text: string): boolean =>
    [...text].length >= minLength && [...text].length <= maxLength && pattern.test(text)
  const plain = ['a', 'A', '0', '1', 'aA1'].map((unit) => unit.repeat(shortest).slice(0, shortest))
  const fixed = pattern.node === undefined ? 0 : lengthsOf(pattern.node).min
  const ofLength = fixed <= LONGEST ? ['a', 'A', '0'].map((unit) => unit.repeat(fixed)) : []
  return (
    [...plain, 'abc', 'ABC', '123', '', ...ofLength].find(isMatch) ??
    shortestOf(textsGeneratedFrom(pattern).filter(isMatch))
  )
}

/** Generates texts with fast-check. Empty if it does not support the pattern, such as a lookahead. */
function textsGeneratedFrom(pattern: Pattern): string[] {
  const fc = fastCheck()
  try {
    const texts = textsMatching(fc, pattern)
    return texts === undefined ? [] : fc.sample(texts, { seed: 1, numRuns: 100 })
  } catch {
    return []
  }
}

/**
 * Returns an arbitrary of matching texts. Undefined if the texts would be too long.
 *
 * @throws Error if fast-check does not support the pattern, such as a lookahead
 */
export function textsMatching(
  fc: Fc,
  { node, regExp, longest }: Pattern,
): FastCheck.Arbitrary<string> | undefined {
  const isShort = node !== undefined && lengthsOf(node, GENERATED_REPETITIONS).max <= LONGEST
  return isShort && longest === Infinity ? fc.stringMatching(regExp) : undefined
}

/** Prefers visible ASCII, because headers and paths can carry it. */
function shortestOf(texts: readonly string[]): string | undefined {
  const cost = (text: string): number => text.length + (/^[\x21-\x7e]*$/.test(text) ? 0 : 1000)
  return [...texts].sort((left, right) => cost(left) - cost(right))[0]
}
