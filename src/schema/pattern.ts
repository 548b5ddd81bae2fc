import type { Schema } from './schema.ts'
import { fastCheck } from './fast-check.ts'

const compiled = new Map<string, RegExp | undefined>()

/**
 * Compiles a pattern with the flag `u`, as JSON Schema requires, or without it if the pattern is not valid with it
 * (`\-`). Undefined for a pattern of another language: `(?i)`, `\A`, `[[:alpha:]]`.
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

/** Syntax of other languages that has a different meaning in JavaScript without `u`: `\A`, `\p{L}`, `[:alpha:]`. */
const NOT_JAVASCRIPT = /(?:^|[^\\])(?:\\\\)*\\(?![dDwWsSbBfnrtvcxu])[A-Za-z]|\[:\w+:\]/

const found = new Map<string, string | undefined>()

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

/** Generates matching texts with fast-check. Empty if it does not support the pattern, such as a lookahead. */
function textsGeneratedFrom(test: RegExp): string[] {
  const fc = fastCheck()
  try {
    return fc.sample(fc.stringMatching(test), { seed: 1, numRuns: 100 })
  } catch {
    return []
  }
}

/** Prefers visible ASCII, because headers and paths can carry it. */
function shortestOf(texts: readonly string[]): string | undefined {
  const cost = (text: string): number => text.length + (/^[\x21-\x7e]*$/.test(text) ? 0 : 1000)
  return [...texts].sort((left, right) => cost(left) - cost(right))[0]
}
