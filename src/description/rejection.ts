import type { RejectionLocation } from './openapi.ts'
import type { Operation } from './operation.ts'

/** What is invalid in a request, in the words of `x-rejections`. */
export interface RequestViolation {
  readonly in: RejectionLocation
  /** The name of the parameter. */
  readonly name?: string
  /** The part of the body: a JSON Pointer. */
  readonly pointer?: string
  readonly keyword?: string
}

/** Returns the first entry of `x-rejections` that matches a violation. */
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

/** `x-rejections` has one name for the two JSON Schema keywords that close an object. */
function normalizeKeyword(keyword: string | undefined): string | undefined {
  return keyword === 'unevaluatedProperties' ? 'additionalProperties' : keyword
}

function isAtOrBelow(entryPointer: string, pointer: string | undefined): boolean {
  return pointer !== undefined && (pointer === entryPointer || pointer.startsWith(`${entryPointer}/`))
}

function isSameName(location: RejectionLocation, left: string, right: string | undefined): boolean {
  return location === 'header' ? left.toLowerCase() === right?.toLowerCase() : left === right
}

/** A list of status codes, the most specific first. */
type Statuses = readonly [string, ...string[]]

/** The status codes that servers usually return for a violation, by its location. */
const USUAL: Record<RejectionLocation, Statuses> = {
  path: ['404', '400', '422'],
  query: ['400', '422'],
  header: ['400', '422'],
  cookie: ['400', '401', '422'],
  body: ['422', '400', '415'],
  security: ['401', '403'],
  route: ['404'],
  method: ['405', '404'],
}

/** The same for the body, where the keyword makes another status code the best one. */
const USUAL_FOR_BODY: Record<string, Statuses> = {
  contentType: ['415', '400', '422'],
  malformed: ['400', '422', '415'],
  readOnly: ['422', '400', '415', '409'],
}

/** RFC 9110, section 13.1. */
const CONDITIONAL_HEADER = /^if-(?:none-)?match$|^if-(?:un)?modified-since$/i

/**
 * Returns the status codes that servers usually return for a violation, if `x-rejections` has no entry for it. The best
 * one comes first.
 */
export function usualStatuses({ in: location, name = '', keyword = '' }: RequestViolation): Statuses {
  if (location === 'body') return USUAL_FOR_BODY[keyword] ?? USUAL.body
  // RFC 9110, section 15.5.13; RFC 6585, section 3.
  if (location === 'header' && CONDITIONAL_HEADER.test(name)) return [...USUAL.header, '412', '428']
  return USUAL[location]
}

/** What a server may also return for an unknown route or method: it can check credentials before it routes. */
const ROUTER_STATUSES: Partial<Record<RejectionLocation, readonly string[]>> = {
  route: ['400', '401', '403', '405', '410'],
  method: ['400', '401', '403', '501'],
}

/** Returns every status code that is acceptable for a violation: the usual ones and those of routers. */
export function acceptedStatuses(violation: RequestViolation): readonly string[] {
  return [...usualStatuses(violation), ...(ROUTER_STATUSES[violation.in] ?? [])]
}
