import { causes, isOtherResource, readCause } from './causes.ts'
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
  const joined = joinStructures(joinPointers(failures))
  const bodies = joined.flatMap(({ cause }) => {
    const parts = cause === undefined ? undefined : readCause(cause)
    return cause !== undefined && parts?.kind === 'body' ? [{ cause, ...parts }] : []
  })
  const explained = joined.map((failure) => {
    const parts = readCause(failure.cause ?? '')
    if (parts.kind !== 'criterion') return failure
    const reason = bodies.find(
      ({ place, difference }) =>
        difference === 'another structure' || (place !== '' && reads(parts.place, place)),
    )
    return reason === undefined ? failure : { ...failure, cause: reason.cause }
  })
  return joinOtherResource(explained)
}

/** Gives everything that is wrong in a response about another resource the cause that it is about another one. */
function joinOtherResource(failures: readonly Failure[]): Failure[] {
  const other = failures.find(({ cause = '' }) => isOtherResource(cause))?.cause
  if (other === undefined) return [...failures]
  return failures.map((failure) => {
    const { kind, difference } = readCause(failure.cause ?? '')
    const isOfResource = kind === 'body' || kind === 'criterion' || difference === 'another request'
    return isOfResource ? { ...failure, cause: other } : failure
  })
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
    if (failure.cause === undefined || kind !== 'body' || difference.startsWith('the property '))
      return failure
    const known = first.get(place) ?? failure.cause
    first.set(place, known)
    return { ...failure, cause: known }
  })
}

function joinStructures(failures: readonly Failure[]): Failure[] {
  const objectOf = ({ cause }: Failure): string | undefined => {
    const { kind, place, difference } = readCause(cause ?? '')
    return kind === 'body' && difference.startsWith('the property ') ? place : undefined
  }
  const counts = new Map<string | undefined, number>()
  for (const failure of failures) counts.set(objectOf(failure), (counts.get(objectOf(failure)) ?? 0) + 1)
  return failures.map((failure) => {
    const place = objectOf(failure)
    if (place === undefined || (counts.get(place) ?? 0) < MANY) return failure
    return { ...failure, cause: causes.structure(place) }
  })
}
