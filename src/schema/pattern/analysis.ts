import { createRequire } from 'node:module'
import type * as Recheck from 'recheck'

/** The longest pattern that is analyzed. */
const LONGEST_PATTERN = 500

/**
 * The automata checker is deterministic, unlike the fuzzer: no result depends on the load of the machine. The size of an
 * automaton limits an analysis, so the timeout is only for a fault of the analysis itself.
 */
const PARAMETERS = { checker: 'automaton', maxNFASize: 1500, timeout: 60_000 } as const

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
  if (pattern.length > LONGEST_PATTERN) return UNDECIDED
  try {
    const result = load().checkSync(pattern, flags, PARAMETERS)
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
