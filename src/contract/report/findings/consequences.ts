import { isOtherResource, missingPointer, readCause } from '../../checks/causes.ts'
import type { RuleReport } from '../report.ts'
import { joinErrors } from './error-consequences.ts'
import { joinReplayedBodies } from './replays.ts'
import type { Groups } from './groups.ts'
import { EVERYWHERE, isEverywhere, MANY, ofKind } from './observation.ts'
import type { Observation } from './observation.ts'
import { joinCredentials } from './credentials.ts'
import { joinKeys } from './keys.ts'
import { joinLifecycle } from './lifecycle.ts'
import { joinLosses } from './losses.ts'
import { partOf } from './parts.ts'
import { joinUnknownIds } from './unknown-ids.ts'

/** Joins causes of which one follows from the other. */
export function addConsequences(
  groups: Groups,
  observations: readonly Observation[],
  rules: readonly RuleReport[],
): void {
  joinSameValues(groups, observations)
  joinSameSchemas(groups, observations)
  joinChanged(groups, observations)
  joinErrors(groups, observations, rules)
  joinUnvalidated(groups, observations, rules)
  joinUndescribed(groups, observations)
  joinCredentials(groups, observations)
  joinUnknownIds(groups, observations)
  joinMissingParts(groups, observations)
  joinOtherContent(groups, observations)
  joinListConditions(groups, observations)
  joinConditionsOfValue(groups, observations)
  joinLifecycle(groups, observations)
  joinOtherResources(groups, observations)
  joinOfOneRule(groups, observations)
  joinAllow(groups, observations)
  joinKeys(groups, observations)
  joinLosses(groups, observations)
  joinReplayedBodies(groups, observations)
  joinWrongSuccess(groups, observations)
}

/** Joins parts of a body that are wrong in the same way, such as an empty text for each null. */
function joinSameValues(groups: Groups, observations: readonly Observation[]): void {
  const byValue = new Map<string, Map<string, string>>()
  for (const { cause, failure } of ofKind(observations, 'body')) {
    const { place, difference } = readCause(cause)
    const value = failure.actual.slice(failure.actual.indexOf(': ') + 2)
    const isSmall = /^(?:""|null|\[\]|\{\}|true|false)$/.test(value)
    const key = isSmall ? `value ${value}` : `${difference}, ${jsonTypeOf(value)}`
    const pointers = byValue.get(key) ?? new Map<string, string>()
    byValue.set(key, pointers.set(place, cause))
  }
  for (const pointers of byValue.values()) {
    if (pointers.size >= MANY) groups.joinAll([...pointers.values()])
  }
}

/** Joins changes of the same property of a resource, and the wrong value of it in the bodies that show the change. */
function joinChanged(groups: Groups, observations: readonly Observation[]): void {
  const wrong = ofKind(observations, 'body').map(({ cause }) => {
    const { place, difference } = readCause(cause)
    return { cause, place: missingPointer(place, difference) ?? place }
  })
  const byProperty = new Map<string, string>()
  for (const { cause } of ofKind(observations, 'changed'))
    for (const property of readCause(cause).place.split(', ')) {
      const known = byProperty.get(property) ?? cause
      byProperty.set(property, known)
      groups.join(known, cause)
      for (const body of wrong) if (`${body.place}/`.includes(`${property}/`)) groups.join(body.cause, cause)
    }
}

/**
 * Joins values of one property in bodies of several kinds that a schema finds wrong in the same way, and a value that meets
 * none of several schemas with what it lacks for one of them.
 */
function joinSameSchemas(groups: Groups, observations: readonly Observation[]): void {
  const bodies = ofKind(observations, 'body')
  const first = new Map<string, string>()
  for (const { rule, cause } of bodies) {
    const { place, difference } = readCause(cause)
    const isObject = difference === 'another structure' || missingPointer(place, difference) !== undefined
    const key = `${rule.id} ${isObject ? 'lacks' : `${difference} ${place.split('/').at(-1) ?? ''}`}`
    const known = first.get(key) ?? cause
    first.set(key, known)
    groups.join(known, cause)
    if (!/^(?:anyOf|oneOf)$/.test(difference)) continue
    for (const other of bodies) if (readCause(other.cause).place === place) groups.join(cause, other.cause)
  }
}

function jsonTypeOf(text: string): string {
  const [first = ''] = text
  return first === '"' ? 'string' : first === '{' ? 'object' : first === '[' ? 'array' : 'scalar'
}

/** Joins the accepted invalid values of one part of a request, if no rule of this part rejects anything. */
function joinUnvalidated(
  groups: Groups,
  observations: readonly Observation[],
  rules: readonly RuleReport[],
): void {
  const byPlace = new Map<string, string[]>()
  for (const { rule, cause } of ofKind(observations, 'accepted')) {
    const place = partOf(rule)
    byPlace.set(place, [...(byPlace.get(place) ?? []), cause])
  }
  for (const [place, accepted] of byPlace) {
    const rejectsSome = rules.some(
      (rule) => rule.verdict === 'passed' && partOf(rule) === place && isAboutInvalid(rule),
    )
    if (accepted.length >= MANY && !rejectsSome) groups.joinAll(accepted)
  }
}

/**
 * Joins what happens to parameters that are not described, if they are accepted or the server fails, with the same for those
 * that only responses have, and for damaged names in forms.
 */
function joinUndescribed(groups: Groups, observations: readonly Observation[]): void {
  const causes = observations.filter(({ cause }) => /^(?:accepted|server-error) /.test(cause))
  for (const { cause } of causes) {
    const { kind, place, difference } = readCause(cause)
    const [, body] = /^(.*\/body)\/additionalProperties$/.exec(place) ?? []
    if (body === undefined) continue
    for (const other of causes) {
      const { kind: same, place: where, difference: alike } = readCause(other.cause)
      const isUndescribed = /^\/(?:readOnly|application\/x-www-form-urlencoded\/malformed)$/.test(
        where.slice(body.length),
      )
      if (where.startsWith(body) && isUndescribed && same === kind && alike === difference)
        groups.join(cause, other.cause)
    }
  }
}

function isAboutInvalid({ id }: RuleReport): boolean {
  return !/\/(?:accepted|optional|to|header|replay|[a-z]+\/[\w.+-]*[a-z])$/.test(id)
}

/** Joins errors that lack several parts with those that lack one of them. */
function joinMissingParts(groups: Groups, observations: readonly Observation[]): void {
  const missing = ofKind(observations, 'error').filter(
    ({ cause }) => readCause(cause).difference === 'missing',
  )
  const partsOf = ({ cause }: Observation): string[] => readCause(cause).place.split(', ')
  for (const several of missing.filter((one) => partsOf(one).length > 1))
    for (const one of missing)
      if (partsOf(one).every((part) => partsOf(several).includes(part))) groups.join(several.cause, one.cause)
}

/** Joins a media type that is not documented with bodies that are not JSON, if these are the same responses. */
function joinOtherContent(groups: Groups, observations: readonly Observation[]): void {
  for (const type of ofKind(observations, 'media-type'))
    for (const body of ofKind(observations, 'body'))
      if (
        body.rule.id === type.rule.id &&
        body.count === type.count &&
        readCause(body.cause).difference === 'not JSON'
      )
        groups.join(type.cause, body.cause)
}

/** Joins unmet conditions of one response that read the items of the same list in a request, which has one effect. */
function joinListConditions(groups: Groups, observations: readonly Observation[]): void {
  const byList = new Map<string, string[]>()
  for (const { rule, cause } of ofKind(observations, 'criterion')) {
    const [, list] = /\$request\.body#(\/[^/\s]+)\/\d+ /.exec(readCause(cause).place) ?? []
    if (list === undefined) continue
    const key = `${rule.id.replace(/\/criteria\/.*$/, '')} ${list}`
    byList.set(key, [...(byList.get(key) ?? []), cause])
  }
  for (const some of byList.values()) groups.joinAll(some)
}

/** Joins what is wrong with one value in responses to all kinds of requests, whatever it is compared with. */
function joinConditionsOfValue(groups: Groups, observations: readonly Observation[]): void {
  const byValue = new Map<string, string[]>()
  for (const { rule, cause } of ofKind(observations, 'criterion').filter(isEverywhere)) {
    const [pointer] = /(?<=\$response\.body#)\/[^\s()]+/.exec(readCause(cause).place) ?? []
    if (pointer === undefined) continue
    const key = `${rule.id.replace(/\/criteria\/.*$/, '')} ${pointer}`
    byValue.set(key, [...(byValue.get(key) ?? []), cause])
    for (const other of ofKind(observations, 'changed'))
      if (readCause(other.cause).place === pointer) groups.join(cause, other.cause)
  }
  for (const some of byValue.values()) groups.joinAll(some)
}

/**
 * Joins responses about other resources, if they are many, with what follows from them: the wrong state, and that a valid
 * request seems to name an unknown resource.
 */
function joinOtherResources(groups: Groups, observations: readonly Observation[]): void {
  const other = observations.find(
    ({ rule, cause }) =>
      isOtherResource(cause) && rule.failureCount / Math.max(1, rule.evidence) >= EVERYWHERE,
  )
  if (other === undefined) return
  for (const { rule, cause, failure } of observations) {
    const isUnknown =
      /^404\b/.test(failure.actual) && /^(?:rejected|side-effect|rule)$/.test(readCause(cause).kind)
    const isLeak = readCause(cause).difference === 'another request'
    if (isUnknown || isLeak || rule.id.endsWith('/lifecycle/to')) groups.join(other.cause, cause)
  }
}

/**
 * Joins what different requests get that have one cause: those with one key at the same time, which is not guarded, those
 * with a key that is used or should be free, and those with the key of another account, which is not checked.
 */
function joinOfOneRule(groups: Groups, observations: readonly Observation[]): void {
  const byRule = new Map<string, string[]>()
  const elsewhere = new Set(observations.flatMap(({ rule, cause }) => (hasOneCause(rule) ? [] : [cause])))
  for (const { rule, cause } of observations) {
    const { kind } = readCause(cause)
    if (!hasOneCause(rule) || !/^(?:accepted|other-error|error|rejected|replay|used-key|rule)$/.test(kind))
      continue
    // What is wrong in errors of all kinds does not come from this rule.
    if (kind === 'error' && elsewhere.has(cause)) continue
    byRule.set(rule.id, [...(byRule.get(rule.id) ?? []), cause])
  }
  for (const some of byRule.values()) groups.joinAll(some)
}

function hasOneCause({ id }: RuleReport): boolean {
  return /\/(?:idempotency\/(?:inProgress|scope|stores\/rejection|(?:mismatch|releases)\/[^/]+)|body\/unknown-properties|security\/(?:isolation|missing|[^/]+\/[^/]+))$/.test(
    id,
  )
}

/** Joins a missing `Allow` with the rule about methods that needs it. */
function joinAllow(groups: Groups, observations: readonly Observation[]): void {
  const header = ofKind(observations, 'header').find(({ cause }) => readCause(cause).place === 'allow')
  if (header === undefined) return
  for (const { rule, cause, failure } of observations)
    if (rule.id.endsWith('/method') && failure.expected.startsWith('Allow')) groups.join(header.cause, cause)
}

/** Whether an observation is that most successes have a status that is not documented. */
export function isWrongSuccess(observation: Observation): boolean {
  const { kind, place } = readCause(observation.cause)
  return kind === 'status' && place.startsWith('2') && isEverywhere(observation)
}

/** Joins successes with a status that is not documented with all rules that need a success. */
function joinWrongSuccess(groups: Groups, observations: readonly Observation[]): void {
  for (const success of observations.filter(isWrongSuccess)) {
    const operation = success.rule.id.replace(/responses$/, '')
    const { place: status } = readCause(success.cause)
    const shows = new RegExp(`(?:^|× )${status}\\b`)
    const needing = new Set(
      observations.flatMap(({ rule, failure }) =>
        rule.id.startsWith(operation) && shows.test(failure.actual) ? [rule.id] : [],
      ),
    )
    for (const { rule, cause } of observations) if (needing.has(rule.id)) groups.join(success.cause, cause)
  }
}
