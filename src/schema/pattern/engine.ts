import { analyze } from './analysis.ts'
import type { Analysis } from './analysis.ts'
import { conjunctsOf, hasManyChoices, isBelowSurrogates, isTriviallyLinear } from './cost.ts'
import { compileLinear, TooLongText } from './linear.ts'
import type { Matcher } from './linear.ts'
import { isDelimited } from './delimited.ts'
import { parsePattern } from './syntax.ts'
import type { Node } from './syntax.ts'
import { writePattern } from './write.ts'

/**
 * The engine that runs a pattern. `any`: JavaScript or RE2JS, whichever is safe. `native`: JavaScript alone, as in
 * generated validators, which contain no engine.
 */
export type Engine = 'any' | 'native'

/** A pattern that can be tested in a short time, or the reason why it cannot be tested. */
export type Compiled =
  | { readonly pattern: Pattern; readonly reason?: never }
  | { readonly pattern?: never; readonly reason: string }

export interface Pattern extends Matcher {
  /** The expression. It accepts every text that is longer than `longest`. */
  readonly regExp: RegExp
  /** The longest text that JavaScript tests in a short time. Infinity for most patterns. */
  readonly longest: number
  /** Undefined for syntax that is not parsed, such as a backreference. */
  readonly node: Node | undefined
  toString(): string
}

/** The longest text for a pattern that takes quadratic time. */
const LONGEST_QUADRATIC = 20_000

const compiled: Readonly<Record<Engine, Map<string, Compiled>>> = { any: new Map(), native: new Map() }

/** Compiles a pattern. The result is cached. */
export function compileFor(engine: Engine, pattern: string): Compiled {
  const known = compiled[engine].get(pattern) ?? compile(engine, pattern)
  compiled[engine].set(pattern, known)
  return known
}

/** How deeply groups may be nested. With some thousands V8 ends the process when it compiles them. */
const MOST_NESTED = 250

/** Returns how deeply the groups of a pattern are nested, at most. */
function depthOf(source: string): number {
  let depth = 0
  let deepest = 0
  for (const [part] of source.matchAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|[()]/g)) {
    if (part === '(') depth += 1
    if (part === ')') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

function compile(engine: Engine, source: string): Compiled {
  if (typeof source !== 'string') return { reason: 'is not a text' }
  if (depthOf(source) > MOST_NESTED) return { reason: `has groups in more than ${MOST_NESTED} groups` }
  if (isDelimited(source)) return { reason: 'looks like a literal with delimiters: remove these' }
  const regExp = readRegExp(source)
  if (regExp === undefined) return { reason: 'is not a regular expression of JavaScript' }
  const node = parsePattern(source)
  const parts = node === undefined ? [] : conjunctsOf(node).map((part) => part.node)
  const isUnicode = regExp.flags === 'u' || (node !== undefined && isBelowSurrogates(node))
  const isLinear = parts.length > 0 && parts.every(isTriviallyLinear)
  if (!isLinear && engine === 'any' && node !== undefined && isUnicode) {
    const matcher = compileLinear(node)
    if (matcher !== undefined) return { pattern: makePattern(regExp, node, matcher) }
  }
  if (!runs(regExp)) return { reason: 'is too large for JavaScript' }
  if (isLinear) return { pattern: makePattern(regExp, node, regExp) }
  const { degree, reason } = growthOf(source, regExp.flags, isUnicode ? parts : [], node)
  if (degree > 2) return { reason }
  return { pattern: degree < 2 ? makePattern(regExp, node, regExp) : makeLimited(source, regExp, node) }
}

function makePattern(regExp: RegExp, node: Node | undefined, matcher: Matcher, longest = Infinity): Pattern {
  return { regExp, node, longest, test: (text) => matcher.test(text), toString: () => String(regExp) }
}

/** Makes a pattern that is not tested for long texts. */
function makeLimited(source: string, regExp: RegExp, node: Node | undefined): Pattern {
  const limited = new RegExp(`^[^]{${LONGEST_QUADRATIC + 1}}|(?:${source})`, regExp.flags)
  const matcher: Matcher = {
    test(text) {
      if (text.length > LONGEST_QUADRATIC) throw new TooLongText()
      return regExp.test(text)
    },
  }
  return makePattern(limited, node, matcher, LONGEST_QUADRATIC)
}

type Growth = Pick<Analysis, 'degree' | 'reason'>

/** Returns how the time of a pattern grows in JavaScript with the length of the text. */
function growthOf(source: string, flags: string, parts: readonly Node[], node: Node | undefined): Growth {
  if (parts.length < 2) return growthOfPart(source, flags, node)
  const growths = parts
    .filter((part) => !isTriviallyLinear(part))
    .map((part) => growthOfPart(writePattern(part, 'ecma'), 'u', part))
  return growths.reduce((worst, one) => (one.degree > worst.degree ? one : worst))
}

function growthOfPart(source: string, flags: string, node: Node | undefined): Growth {
  const { degree, isFinite, reason } = analyze(source, flags)
  // A text of limited length counts as linear there, even if its number of ways is 2 to the power of its length.
  return isFinite && (node === undefined || hasManyChoices(node))
    ? { degree: Infinity, reason: 'can take exponential time' }
    : { degree, reason }
}

/** Whether JavaScript can run an expression: it compiles an expression when it is first used. */
function runs(regExp: RegExp): boolean {
  try {
    regExp.test('')
    regExp.test('\u0100')
    return true
  } catch {
    return false
  }
}

/**
 * Compiles a pattern with the flag `u`, as JSON Schema requires, or without it if the pattern is not valid with it
 * (`\-`). Undefined for a pattern of another language: `(?i)`, `\A`, `[[:alpha:]]`.
 */
function readRegExp(pattern: string): RegExp | undefined {
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
