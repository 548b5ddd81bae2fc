import { createRequire } from 'node:module'
import type * as Re2 from 're2js'
import { conjunctsOf } from './cost.ts'
import type { Node } from './syntax.ts'
import { writePattern } from './write.ts'

/** A compiled pattern. */
export interface Matcher {
  test(text: string): boolean
}

/** Thrown for a text that would take too long. The result for it is unknown. */
export class TooLongText extends Error {}

/** The largest product of the size of a program and the length of a text. */
const MAX_STEPS = 1e9

/** The longest program of RE2, in characters. */
const LONGEST_SOURCE = 100_000

/**
 * Compiles a pattern for RE2JS, which needs time in proportion to the length of the text. All characters are written as
 * numbers, so that a pattern has the meaning of ECMA-262. Undefined for what RE2JS does not support.
 */
export function compileLinear(pattern: Node): Matcher | undefined {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof Re2
  try {
    const parts = conjunctsOf(pattern).map(({ node, negative }) => {
      const source = writePattern(node, 're2')
      if (source.length > LONGEST_SOURCE) throw new RangeError('too long')
      return { program: RE2JS.compile(source), negative }
    })
    const size = parts.map(({ program }) => program.programSize()).reduce((sum, one) => sum + one, 0)
    return {
      test(text) {
        if (text.length * size > MAX_STEPS) throw new TooLongText()
        return parts.every(({ program, negative }) => program.test(text) !== negative)
      },
    }
  } catch {
    return undefined
  }
}
