import type { Fault } from '../../src/sandbox/faults/fault.ts'
import type { FailedRule } from './test-sandbox.ts'
import type { Outcome } from './pool.ts'

/** What some runs found of a fault. */
export interface FaultDetection {
  readonly fault: Fault
  /** How many runs there were, and how many of them found it. */
  readonly runs: number
  readonly detected: number
  /** The rules that were broken in every run, the most telling first. */
  readonly rules: readonly string[]
  /** Why there were runs without a verdict; undefined where all had one. */
  readonly error: string | undefined
}

export function detectionOf(fault: Fault, outcomes: readonly Outcome[]): FaultDetection {
  const verdicts = outcomes.flatMap((outcome) => ('rules' in outcome ? [outcome.rules] : []))
  const errors = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []))
  return {
    fault,
    runs: outcomes.length,
    detected: verdicts.filter((rules) => rules.length > 0).length,
    rules: errors.length > 0 ? [] : mostSpecificFirst(failedInAll(verdicts)),
    error: errors[0],
  }
}

/** The rules that every run found broken, each with its smallest share. */
function failedInAll(runs: readonly (readonly FailedRule[])[]): FailedRule[] {
  const [first = [], ...others] = runs
  return first.flatMap(({ id, share }) => {
    const shares = others.map((rules) => rules.find((rule) => rule.id === id)?.share)
    const all = [share, ...shares.filter((one) => one !== undefined)]
    return all.length < runs.length ? [] : [{ id, share: Math.min(...all) }]
  })
}

/**
 * The most telling rule first: one that nobody kept who came by it. What an answer is made of (schema, headers, media
 * type, criteria) tells of a fault more directly than the case in which it was met. Then the rules that only some broke;
 * last those that hold for every request, unless so many broke them that they are what the fault is about. Between
 * equals the order of the description decides.
 */
export function mostSpecificFirst(rules: readonly FailedRule[]): string[] {
  return [...rules].sort((a, b) => rank(a) - rank(b)).map(({ id }) => id)
}

function rank({ id, share }: FailedRule): number {
  if (/\/(responses|no-server-error)$/.test(id)) return share > 0.2 ? 0 : 5
  // Two checks speak for a media type; the one that finds it broken speaks alone.
  const threshold =
    /\/responses\/\w+\/[a-z]+\/[^/]*[a-z][^/]*$/.test(id) && !id.includes('/headers/') ? 0.5 : 1
  if (share < threshold) return 3
  if (/^schemas\/|\/responses\/\w+\//.test(id)) return 1
  return id.endsWith('/accepted') ? 4 : 2
}
