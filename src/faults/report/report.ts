import { responseFor, sourceText } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import { explain } from './reasons.ts'
import type { Seen } from './reasons.ts'
import type { Selftest, TriedFault } from '../run/selftest.ts'

/** The version of the JSON report. */
const FORMAT = 'selftest/1'

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
  /** The share of noticed faults among the observable ones, in percent. 0 without one: then nothing shows that any is noticed. */
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
  const seen = seenIn(clean)
  const faults = tried.map((each) => reportFault(each, description, seen))
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
    score: observable === 0 ? 0 : (100 * noticed) / observable,
    cases: clean.length,
    durationMs: selftest.durationMs,
    excluded: clean
      .filter(({ failed }) => failed.size > 0)
      .map(({ testCase, failed }) => ({ case: testCase.id, rules: [...failed] })),
    problems: selftest.problems,
    survivors: groupsOf(tried, description, seen),
    faults,
  }
}

function seenIn(clean: Selftest['clean']): Seen {
  const responses = new Set(
    clean
      .flatMap(({ exchanges }) => exchanges)
      .filter(({ mayBeOfOther }) => mayBeOfOther !== true)
      .map(({ operation, response }) => {
        return `${operation.id} ${responseFor(operation, response.status)?.status ?? ''}`
      }),
  )
  const failures = new Map(
    clean.flatMap(({ testCase, skipReason }): [string, string][] =>
      skipReason?.startsWith(FIXTURE_FAILED) === true ? [[testCase.operation.id, skipReason]] : [],
    ),
  )
  return {
    response: ({ id }, status) => responses.has(`${id} ${status}`),
    fixtureFailure: ({ id }) => failures.get(id),
  }
}

const FIXTURE_FAILED = 'the fixture module failed: '

function reportFault(tried: TriedFault, description: Description, seen: Seen): ReportedFault {
  const { fault } = tried
  const { id, kind, text } = fault
  const common = { id, kind, text, source: sourceText(description, fault.pointer) }
  if (tried.verdict === 'noticed')
    return { ...common, verdict: 'noticed', rule: tried.rule, case: tried.testCase }
  if (tried.verdict === 'unobservable')
    return { ...common, verdict: 'unobservable', reason: 'no response differs from that of a correct server' }
  return { ...common, verdict: 'survived', reason: explain(fault, tried, seen).reason }
}

function groupsOf(tried: readonly TriedFault[], description: Description, seen: Seen): SurvivorGroup[] {
  const groups = new Map<string, Group>()
  for (const each of tried) {
    if (each.verdict === 'noticed' || each.verdict === 'unobservable') continue
    const { reason, hint, pointer, shared } = explain(each.fault, each, seen)
    const key = JSON.stringify(shared === undefined ? [reason, hint, pointer] : [shared.text, hint])
    const group = groups.get(key) ?? {
      reason,
      hint,
      pointer,
      text: shared?.text,
      operations: new Set(),
      faults: [],
    }
    groups.set(key, group)
    if (shared !== undefined) group.operations.add(shared.operation.id)
    group.faults.push(each.fault.id)
  }
  const isAllowed = ({ reason }: SurvivorGroup): boolean => reason.startsWith('the description does not')
  return [...groups.values()]
    .map(({ reason, hint, pointer, text, operations, faults }): SurvivorGroup => ({
      reason: text === undefined ? reason : `${text} ${enumerate([...operations])}`,
      ...(hint !== undefined && { hint }),
      source: sourceText(description, pointer),
      faults,
    }))
    .sort(
      (one, other) =>
        Number(isAllowed(one)) - Number(isAllowed(other)) || other.faults.length - one.faults.length,
    )
}

interface Group {
  readonly reason: string
  readonly hint: string | undefined
  readonly pointer: string
  /** The reason without its operations, if several may have it. */
  readonly text: string | undefined
  readonly operations: Set<string>
  readonly faults: string[]
}

/** How many operations a reason names. */
const MOST_NAMES = 4

function enumerate(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names
  const more = names.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`
}
