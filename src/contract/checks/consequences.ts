import { causes, isOtherResource, missingPointer, readCause } from './causes.ts'
import type { Cause } from './causes.ts'
import type { Failure } from './failure.ts'

/** So many missing properties of one object mean that it is another object. */
const MANY = 3

/**
 * Gives failures of one exchange the cause that they follow from: an invalid value also fails the conditions that read it,
 * and an object of another structure lacks many properties.
 */
export function withoutConsequences(failures: readonly Failure[]): Failure[] {
  if (failures.length < 2) return [...failures]
  const named = joinPointers(failures)
  const joined = joinStructures(named)
  const bodies = named.flatMap((failure, index) => wrongPartOf(failure, joined[index]))
  const explained = joined.map((failure) => {
    const { kind, place: condition } = readCause(failure.cause ?? '')
    if (kind !== 'criterion') return failure
    const reason =
      bodies.find(({ pointer }) => pointer !== '' && reads(condition, pointer)) ??
      (readsNothing(failure) ? bodies.find(({ isStructure }) => isStructure) : undefined)
    return reason === undefined ? failure : { ...failure, cause: reason.cause }
  })
  return joinOtherResource(explained)
}

/** A part of a body that is wrong or missing, and the cause of that. */
interface WrongPart {
  readonly cause: Cause
  readonly pointer: string
  readonly isStructure: boolean
}

/** @param joined the same failure, with the cause that several missing properties share */
function wrongPartOf(failure: Failure, joined: Failure | undefined): WrongPart[] {
  const { kind, place, difference } = readCause(failure.cause ?? '')
  const cause = joined?.cause
  if (kind !== 'body' || cause === undefined) return []
  const pointer = missingPointer(place, difference) ?? place
  const isStructure = pointer === '' || readCause(cause).difference === 'another structure'
  return [{ cause, pointer, isStructure }]
}

/** Returns whether the response has none of the values that a condition reads: it may be another object. */
function readsNothing({ actual }: Failure): boolean {
  const values = [...actual.matchAll(/\$response\.body#\S* is ([^;]*)/g)].map(([, value]) => value)
  return values.length > 0 && values.every((value) => value === 'null')
}

/** Gives what is wrong in a response because it is about another resource this cause. */
function joinOtherResource(failures: readonly Failure[]): Failure[] {
  const other = failures.find(({ cause = '' }) => isOtherResource(cause))?.cause
  if (other === undefined) return [...failures]
  const dependent = new Set(failures.filter(dependsOnResource).map(({ cause }) => cause))
  return failures.map((failure) => (dependent.has(failure.cause) ? { ...failure, cause: other } : failure))
}

/**
 * Returns whether a failure can follow from a response about another resource, which is correct by itself. Such a resource
 * may be in another state, so it has other values than a success, or none. But it has no values of another type or format.
 */
function dependsOnResource({ rule, cause = '', actual }: Failure): boolean {
  const { kind, place, difference } = readCause(cause)
  if (kind === 'criterion') return /\$(?!response\.)/.test(place)
  const isOfState = /\/(?:const|enum|required\/[^/]+)$/.test(rule) || actual.endsWith(': null')
  return kind === 'body' ? isOfState : difference === 'another request'
}

/** Returns whether a condition reads the value at a pointer of the response body. */
function reads(condition: string, pointer: string): boolean {
  const reference = `$response.body#${pointer}`
  const at = condition.indexOf(reference)
  return at >= 0 && !/^[\w-]/.test(condition.slice(at + reference.length))
}

/** Gives all failures of one value the cause of the first. */
function joinPointers(failures: readonly Failure[]): Failure[] {
  const first = new Map<string, Cause>()
  return failures.map((failure) => {
    const { kind, place, difference } = readCause(failure.cause ?? '')
    const isMissing = missingPointer(place, difference) !== undefined
    if (failure.cause === undefined || kind !== 'body' || isMissing) return failure
    const known = first.get(place) ?? failure.cause
    first.set(place, known)
    return { ...failure, cause: known }
  })
}

function joinStructures(failures: readonly Failure[]): Failure[] {
  const objectOf = ({ cause }: Failure): string | undefined => {
    const { kind, place, difference } = readCause(cause ?? '')
    return kind === 'body' && missingPointer(place, difference) !== undefined ? place : undefined
  }
  const counts = new Map<string | undefined, number>()
  for (const failure of failures) counts.set(objectOf(failure), (counts.get(objectOf(failure)) ?? 0) + 1)
  return failures.map((failure) => {
    const place = objectOf(failure)
    if (place === undefined || (counts.get(place) ?? 0) < MANY) return failure
    return { ...failure, cause: causes.structure(place) }
  })
}
