import type { Fault } from '../../src/sandbox/faults/fault.ts'
import type { FailedRule } from './test-sandbox.ts'
import type { Outcome } from './pool.ts'

/** The results of several runs for one fault. */
export interface FaultDetection {
  readonly fault: Fault
  /** The number of runs, and of those that detected the fault. */
  readonly runs: number
  readonly detected: number
  /** The rules that failed in every complete run, the most specific first. */
  readonly rules: readonly string[]
  /** The rules that failed in any run. */
  readonly seen: readonly string[]
  /** Why some runs had no verdict; undefined if all had one. */
  readonly error: string | undefined
}

/** Summarizes the runs with one fault: how many noticed it, and the rules that failed in all of them. */
export function detectionOf(fault: Fault, outcomes: readonly Outcome[]): FaultDetection {
  const finished = outcomes.flatMap((outcome) => ('rules' in outcome ? [outcome] : []))
  const complete = finished.flatMap(({ rules, stoppedEarly = false }) => (stoppedEarly ? [] : [rules]))
  const errors = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []))
  return {
    fault,
    runs: outcomes.length,
    detected: finished.filter(({ rules }) => rules.length > 0).length,
    rules: errors.length > 0 ? [] : mostSpecificFirst(failedInAll(complete)),
    seen: finished.flatMap(({ rules }) => rules.map(({ id }) => id)),
    error: errors[0],
  }
}

/** Returns the rules that failed in every run, each with its smallest share. */
function failedInAll(runs: readonly (readonly FailedRule[])[]): FailedRule[] {
  const [first = [], ...others] = runs
  return first.flatMap(({ id, share }) => {
    const shares = others.map((rules) => rules.find((rule) => rule.id === id)?.share)
    const all = [share, ...shares.filter((one) => one !== undefined)]
    return all.length < runs.length ? [] : [{ id, share: Math.min(...all) }]
  })
}

/**
 * Sorts rules, the most specific first: those that failed in every exchange. Rules about the content of a response
 * (schema, headers, media type, criteria) come before the case that detected them. Then come the rules that failed in
 * some exchanges, and last the rules about every request, unless they failed so often that the fault is about them.
 * Equal rules keep the order of the description.
 */
function mostSpecificFirst(rules: readonly FailedRule[]): string[] {
  return [...rules].sort((a, b) => rank(a) - rank(b)).map(({ id }) => id)
}

function rank({ id, share }: FailedRule): number {
  if (/\/(responses|no-server-error)$/.test(id)) return share > 0.2 ? 0 : 5
  // Two checks cover a media type. Only the one that failed counts.
  const threshold =
    /\/responses\/\w+\/[a-z]+\/[^/]*[a-z][^/]*$/.test(id) && !id.includes('/headers/') ? 0.5 : 1
  if (share < threshold) return 3
  if (/^schemas\/|\/responses\/\w+\//.test(id)) return 1
  return id.endsWith('/accepted') ? 4 : 2
}
