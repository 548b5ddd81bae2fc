import { createHash } from 'node:crypto'
import { isOtherResource, readCause } from '../../checks/causes.ts'
import type { ClientProblem, Report, ReportedFailure, RuleReport } from '../report.ts'
import { addConsequences, isWrongSuccess } from './consequences.ts'
import { countOf } from './count.ts'
import { wrongStatus } from './error-consequences.ts'
import type { Finding } from './finding.ts'
import { Groups } from './groups.ts'
import { causeOf, isEverywhere, KINDS, kindRank } from './observation.ts'
import type { Observation } from './observation.ts'
import { areOfBodies, areWidespread } from './rejections.ts'
import { titleOf } from './title.ts'
import { weightOf } from './weight.ts'

/**
 * Returns what a report found, by cause, the most important first. Failures have one cause if what is wrong and where is
 * the same, if the report links their causes, or if one follows from the other. Depends on nothing but the report.
 */
export function findingsOf(report: Report): readonly Finding[] {
  return report.findings ?? makeFindings(report)
}

/** Makes the findings of a report from its rules. */
export function makeFindings({ api, rules, links = [], traffic }: Report): Finding[] {
  const observations = rules.flatMap(observationsOf)
  const groups = new Groups(observations.map(({ cause }) => cause))
  for (const [one, other] of links) groups.join(one, other)
  addConsequences(groups, observations, rules)
  const ofServer = groups
    .collect(observations, ({ cause }) => cause)
    .map((some) => findingOf(api, some, rules))
    .sort((one, other) => other.weight - one.weight)
  return [...ofServer, ...(traffic?.client ?? []).map((problem) => clientFinding(api, problem))]
}

/** A client may send something invalid on purpose, to see how a server rejects it. So it is a warning. */
function clientFinding(api: string, problem: ClientProblem): Finding {
  const { rule, text, source, count, of, accepted, expected, actual, curl } = problem
  const id = fingerprint(api, `client ${rule}`)
  const effect =
    accepted === 0 ? '' : accepted === count ? ', and is accepted' : `, and is accepted ${accepted} times`
  return {
    id,
    title: `The client sends an invalid request${effect}: ${text.replace(/\.$/, '')}`,
    severity: 'warning',
    rules: [rule],
    count,
    of,
    unit: 'request',
    weight: 0,
    source,
    text,
    case: problem.case,
    expected,
    actual,
    curl,
    side: 'client',
    causes: [id],
  }
}

function observationsOf(rule: RuleReport, order: number): Observation[] {
  if (rule.verdict !== 'failed') return []
  const [first] = rule.failures
  const byCause = new Map<string, ReportedFailure>()
  for (const failure of rule.failures) {
    const cause = causeOf(rule, failure)
    if (!byCause.has(cause)) byCause.set(cause, failure)
  }
  if (first === undefined) byCause.set(causeOf(rule, undefined), NOT_KEPT)
  return [...byCause].map(([cause, failure]) => {
    const count = failure.count ?? rule.failureCount
    return { rule, order, cause, failure, count }
  })
}

/** Stands for the failures of a rule whose report kept none. */
const NOT_KEPT: ReportedFailure = { case: '', expected: 'the rule to be met', actual: 'a failure', curl: '' }

/**
 * Returns the rank of an observation among those with one cause: that with the lowest describes the finding best.
 *
 * @param isReadable whether all bodies are JSON. One that is not has no state and no values, so that it is what is wrong
 */
function rankOf(observation: Observation, isReadable: boolean): number {
  const { cause, failure, rule } = observation
  if (isWrongSuccess(observation)) return -1
  const { kind, difference } = readCause(cause)
  if (!isReadable && kind === 'media-type') return KINDS.indexOf('replay') - 1 / 2
  if (difference === 'not JSON') return KINDS.indexOf('replay') - 1 / 4
  // A success that leaves the state as it was is why the next request succeeds.
  if (rule.id.endsWith('/lifecycle/to')) return KINDS.indexOf('accepted') - 1 / 4
  const isOfRace = failure.case.startsWith('concurrency/') && !/\/(?:inProgress|once)$/.test(rule.id)
  // The condition itself says best that a response is about another resource.
  const isConsequence = isOtherResource(cause) && !rule.id.includes('/criteria/')
  // A condition that most responses do not meet says more than one comparison of two of them.
  if (isUnmetEverywhere(observation)) return KINDS.indexOf('changed') - 1 / 4
  // Another status says more than another body.
  const isVague = difference === 'another body'
  return kindRank(cause) + (isConsequence || isVague ? 1 / 2 : 0) + (isOfRace ? KINDS.length : 0)
}

/** Returns whether most responses do not meet a condition, which is not that they are about another resource. */
function isUnmetEverywhere(observation: Observation): boolean {
  const { cause } = observation
  return readCause(cause).kind === 'criterion' && !isOtherResource(cause) && isEverywhere(observation)
}

/**
 * Returns the observation that describes a finding. Of errors that several rules saw, it is one that has another status than
 * it should, or else the most frequent one.
 */
function mainOf(sorted: readonly Observation[]): Observation {
  const [first] = sorted as [Observation, ...Observation[]]
  const { kind, difference: received } = readCause(first.cause)
  if (kind !== 'rejected' || areWidespread(sorted) || areOfBodies(sorted)) return first
  const ofStatus = sorted.find((one) => {
    const status = wrongStatus(one)?.received
    return readCause(one.cause).kind === 'error' && status !== undefined && received.startsWith(status)
  })
  const totalOf = ({ cause }: Observation): number =>
    sorted.reduce((total, one) => total + (one.cause === cause ? one.count : 0), 0)
  const errors = sorted.filter(({ cause }) => /^(?:rejected|error|other-error)$/.test(readCause(cause).kind))
  return ofStatus ?? errors.reduce((most, one) => (totalOf(one) > totalOf(most) ? one : most), first)
}

function findingOf(api: string, some: readonly Observation[], rules: readonly RuleReport[]): Finding {
  const isReadable = some.every(({ cause }) => readCause(cause).difference !== 'not JSON')
  const ranks = new Map(some.map((one) => [one, rankOf(one, isReadable)]))
  const rank = (one: Observation): number => ranks.get(one) ?? 0
  const sorted = [...some].sort((one, other) => rank(one) - rank(other) || one.order - other.order)
  const main = mainOf(sorted)
  const { rule, failure, cause } = main
  const ids = [...new Set(sorted.map((one) => one.rule.id))]
  const { count, of, unit } = countOf(
    cause,
    sorted.filter((one) => one.cause === cause || areAlike(one.cause, cause)),
    rules,
  )
  const fingerprints = [...new Set(sorted.map((one) => fingerprint(api, one.cause)))]
  return {
    id: fingerprints[0] ?? '',
    title: titleOf([main, ...sorted.filter((one) => one !== main)]),
    severity: 'error',
    rules: ids,
    count,
    of,
    unit,
    weight: weightOf(cause, { rules: ids, count, of }),
    source: rule.source,
    text: rule.text,
    case: failure.case,
    expected: failure.expected,
    actual: failure.actual,
    curl: failure.curl,
    causes: fingerprints,
  }
}

/** Returns whether two causes that are one are the same outcome of different requests. */
function areAlike(one: string, other: string): boolean {
  const { kind } = readCause(one)
  return /^(?:server-error|no-response|accepted|rejected|error)$/.test(kind) && readCause(other).kind === kind
}

function fingerprint(api: string, cause: string): string {
  return createHash('sha256').update(`${api}\n${cause}`).digest('hex').slice(0, 16)
}
