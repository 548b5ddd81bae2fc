import type { RejectionLocation } from './openapi.ts'
import type { Operation } from './operation.ts'

/** What an invalid request breaks, in the words of `x-rejections`. */
export interface RequestViolation {
  readonly in: RejectionLocation
  /** The parameter. */
  readonly name?: string
  /** Where in the body: a JSON Pointer. */
  readonly pointer?: string
  readonly keyword?: string
}

/** The entry of `x-rejections` that says what a request with this one fault is answered: the first that fits. */
export function rejectionOf(
  { rejections }: Operation,
  violation: RequestViolation,
): Operation['rejections'][number] | undefined {
  return rejections.find(
    (rejection) =>
      rejection.in === violation.in &&
      (rejection.name === undefined || isSameName(rejection.in, rejection.name, violation.name)) &&
      (rejection.pointer === undefined || isAtOrBelow(rejection.pointer, violation.pointer)) &&
      (rejection.keyword === undefined || rejection.keyword === normalizeKeyword(violation.keyword)),
  )
}

/** Whether `status` is the one that a key of `responses` (`404`, `4XX`, `default`) stands for. */
export function statusMatches(key: string, status: number | string): boolean {
  const text = String(status)
  return key === text || key === 'default' || key.toUpperCase() === `${text.charAt(0)}XX`
}

/** The name in `x-rejections` for what closes an object: one of two keywords of JSON Schema. */
function normalizeKeyword(keyword: string | undefined): string | undefined {
  return keyword === 'unevaluatedProperties' ? 'additionalProperties' : keyword
}

function isAtOrBelow(entryPointer: string, location: string | undefined): boolean {
  return location !== undefined && (location === entryPointer || location.startsWith(`${entryPointer}/`))
}

function isSameName(location: RejectionLocation, left: string, right: string | undefined): boolean {
  return location === 'header' ? left.toLowerCase() === right?.toLowerCase() : left === right
}
