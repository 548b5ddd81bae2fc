import type { Schema } from './schema.ts'
import { fastCheck } from './fast-check.ts'

const compiled = new Map<string, RegExp | undefined>()

/**
 * A pattern as JavaScript reads it: with Unicode, as JSON Schema wants it, else as people write it (`\-`). Undefined
 * where it is of another language: `(?i)`, `\A`, `[[:alpha:]]`.
 */
export function compilePattern(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, tryFlags(pattern))
  return compiled.get(pattern)
}

function tryFlags(pattern: string): RegExp | undefined {
  for (const flags of NOT_JAVASCRIPT.test(pattern) ? ['u'] : ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {
      continue
    }
  }
  return undefined
}

/** What would mean something else without Unicode than in the language that it is of: `\A`, `\p{L}`, `[:alpha:]`. */
const NOT_JAVASCRIPT = /(?:^|[^\\])(?:\\\\)*\\(?![dDwWsSbBfnrtvcxu])[A-Za-z]|\[:\w+:\]/

const found = new Map<string, string | undefined>()

/** A text of a pattern and of its lengths, a short one, always the same; undefined where none was found. */
export function textMatching({
  pattern = '',
  minLength = 0,
  maxLength = Infinity,
}: Schema): string | undefined {
  const key = JSON.stringify([pattern, minLength, maxLength])
  if (!found.has(key)) found.set(key, search(pattern, minLength, maxLength))
  return found.get(key)
}

function search(pattern: string, minLength: number, maxLength: number): string | undefined {
  const test = compilePattern(pattern)
  const shortest = Math.max(1, minLength)
  if (test === undefined || shortest > 10_000) return undefined
  const isMatch = (text: string): boolean =>
    [...text].length >= minLength && [...text].length <= maxLength && test.test(text)
  const plain = ['a', 'A', '0', '1', 'aA1'].map((unit) => unit.repeat(shortest).slice(0, shortest))
  return (
    [...plain, 'abc', 'ABC', '123', ''].find(isMatch) ?? shortestOf(textsGeneratedFrom(test).filter(isMatch))
  )
}

/** Texts that fast-check makes from an expression, where it can: it does not look ahead or behind. */
function textsGeneratedFrom(test: RegExp): string[] {
  const fc = fastCheck()
  try {
    return fc.sample(fc.stringMatching(test), { seed: 1, numRuns: 100 })
  } catch {
    return []
  }
}

/** Visible ASCII before all else: a header and a path carry it, too. */
function shortestOf(texts: readonly string[]): string | undefined {
  const cost = (text: string): number => text.length + (/^[\x21-\x7e]*$/.test(text) ? 0 : 1000)
  return [...texts].sort((left, right) => cost(left) - cost(right))[0]
}
