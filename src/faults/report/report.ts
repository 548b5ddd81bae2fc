import type { Description } from '../../description/index.ts'
import { reasonUnreached } from './reasons.ts'
import type { Selftest, TriedFault } from '../run/selftest.ts'

/** The version of the JSON report. */
export const FORMAT = 'selftest/1'

export type ReportedVerdict = 'noticed' | 'survived' | 'unobservable'

/** A fault in the report. */
export interface ReportedFault {
  readonly id: string
  readonly kind: string
  readonly text: string
  /** The requirement: file and line. */
  readonly source: string
  readonly verdict: ReportedVerdict
  /** The rule that failed, and the case that noticed it. */
  readonly rule?: string
  readonly case?: string
  /** Why it was not noticed, or cannot be. */
  readonly reason?: string
}

/** Survivors with one reason. */
export interface SurvivorGroup {
  readonly reason: string
  /** What to do. Undefined if nothing is known to help. */
  readonly hint?: string
  /** The line to change: file and line. */
  readonly source: string
  readonly faults: readonly string[]
}

/** The result of a selftest, as a program reads it. */
export interface SelftestReport {
  readonly format: typeof FORMAT
  readonly api: string
  readonly seed: number
  /** How many faults can be made, how many were tried, and how many of those can be observed. */
  readonly known: number
  readonly tried: number
  readonly observable: number
  readonly noticed: number
  /** The share of noticed faults among the observable ones, in percent. 100 without one. */
  readonly score: number
  readonly cases: number
  readonly durationMs: number
  /** The rules that fail against the correct mock: their failures do not count. */
  readonly excluded: readonly { readonly case: string; readonly rules: readonly string[] }[]
  /** Why some kinds of faults are incomplete. */
  readonly problems: readonly string[]
  readonly survivors: readonly SurvivorGroup[]
  readonly faults: readonly ReportedFault[]
}

/** Makes the report of a selftest. */
export function reportOf(selftest: Selftest): SelftestReport {
  const { description, tried, clean } = selftest
  const faults = tried.map((each) => reportFault(each, description))
  const noticed = faults.filter(({ verdict }) => verdict === 'noticed').length
  const observable = faults.filter(({ verdict }) => verdict !== 'unobservable').length
  return {
    format: FORMAT,
    api: description.api,
    seed: selftest.seed,
    known: selftest.known,
    tried: tried.length,
    observable,
    noticed,
    score: observable === 0 ? 100 : (100 * noticed) / observable,
    cases: clean.length,
    durationMs: selftest.durationMs,
    excluded: clean
      .filter(({ failed }) => failed.size > 0)
      .map(({ testCase, failed }) => ({ case: testCase.id, rules: [...failed] })),
    problems: selftest.problems,
    survivors: groupsOf(tried, description),
    faults,
  }
}

function reportFault(tried: TriedFault, description: Description): ReportedFault {
  const { fault } = tried
  const { id, kind, text } = fault
  const common = { id, kind, text, source: sourceOf(description, fault.pointer) }
  if (tried.verdict === 'noticed')
    return { ...common, verdict: 'noticed', rule: tried.rule, case: tried.testCase }
  if (tried.verdict === 'unobservable')
    return { ...common, verdict: 'unobservable', reason: 'no response differs from that of a correct server' }
  return { ...common, verdict: 'survived', reason: explain(tried).reason }
}

/** Returns why a fault was not noticed, and what helps. */
function explain(tried: TriedFault): { reason: string; hint?: string } {
  const { fault, verdict } = tried
  if (verdict === 'unreached') return reasonUnreached(fault)
  if (fault.advice !== undefined) return adviceOf(fault.advice)
  const cases = verdict === 'missed' ? tried.cases : 0
  const skipReason = verdict === 'missed' ? tried.skipReason : undefined
  if (skipReason !== undefined) return { reason: `the cases that get to it test nothing: ${skipReason}` }
  return { reason: `${cases === 1 ? 'one case gets' : `${cases} cases get`} to it, and none fails` }
}

/** Splits an advice into what the description lacks, and what to add. */
function adviceOf(advice: string): { reason: string; hint: string } {
  const [reason = advice, ...hint] = advice.split(': ')
  return { reason, hint: hint.join(': ') }
}

function groupsOf(tried: readonly TriedFault[], description: Description): SurvivorGroup[] {
  const groups = new Map<string, SurvivorGroup>()
  for (const each of tried) {
    if (each.verdict === 'noticed' || each.verdict === 'unobservable') continue
    const { reason, hint } = explain(each)
    const source = sourceOf(description, each.fault.pointer)
    // Faults of one reason have one line to change if the hint is about a fixture.
    const key = JSON.stringify([reason, hint, each.verdict === 'unreached' ? '' : source])
    const group = groups.get(key)
    groups.set(key, {
      reason,
      ...(hint !== undefined && { hint }),
      source: group?.source ?? source,
      faults: [...(group?.faults ?? []), each.fault.id],
    })
  }
  const isAllowed = ({ reason }: SurvivorGroup): boolean => reason.startsWith('the description does not')
  return [...groups.values()].sort(
    (one, other) =>
      Number(isAllowed(one)) - Number(isAllowed(other)) || other.faults.length - one.faults.length,
  )
}

export function sourceOf(description: Description, pointer: string): string {
  const { file, line } = description.source(pointer)
  return `${file}:${line}`
}
