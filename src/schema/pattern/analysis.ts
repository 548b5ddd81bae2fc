import { createRequire } from 'node:module'
import type * as Recheck from 'recheck'

/**
 * The limits of one analysis and of all analyses of a process, in milliseconds. Most analyses need less than 50, but the
 * first limit is far higher: a busy computer must not change what is generated. All analyses are measured in CPU time.
 */
const LIMITS = [
  { one: 2500, all: 3000 },
  { one: 300, all: 6000 },
]

/** The longest pattern that is analyzed. */
const LONGEST_PATTERN = 2000

let spent = 0

/** The result of an analysis. */
export interface Analysis {
  /** The time grows with this power of the length of the text. Infinity if it grows exponentially or is not known. */
  readonly degree: number
  /** Whether the degree is 1 only because all matching texts are short. */
  readonly isFinite: boolean
  readonly reason: string
}

/** Analyzes how the time of a pattern grows in a backtracking engine. */
export function analyze(pattern: string, flags: string): Analysis {
  const limit = LIMITS.find(({ all }) => spent < all)
  if (pattern.length > LONGEST_PATTERN || limit === undefined) return UNDECIDED
  const { checkSync } = load()
  const started = process.cpuUsage()
  try {
    const result = checkSync(pattern, flags, { timeout: limit.one })
    if (result.status === 'unknown') return UNDECIDED
    if (result.status === 'safe') {
      const isFinite = result.checker === 'automaton' && result.complexity.type !== 'linear'
      return { degree: 1, isFinite, reason: '' }
    }
    const { complexity } = result
    return complexity.type === 'exponential'
      ? { degree: Infinity, isFinite: false, reason: 'can take exponential time' }
      : { degree: complexity.degree, isFinite: false, reason: `can take ${power(complexity.degree)} time` }
  } catch {
    return UNDECIDED
  } finally {
    spent += process.cpuUsage(started).user / 1000
  }
}

const UNDECIDED: Analysis = {
  degree: Infinity,
  isFinite: false,
  reason: 'can take exponential time (the analysis has no result)',
}

function power(degree: number): string {
  return degree === 2 ? 'quadratic' : degree === 3 ? 'cubic' : 'polynomial'
}

/** Loads recheck when it is first needed: it has 3 MB. This file is pure JavaScript, without a worker or a binary. */
function load(): typeof Recheck {
  return createRequire(import.meta.url)('recheck/lib/browser.js') as typeof Recheck
}
