import { acceptedStatuses, rejectionOf, statusMatches } from '../../description/index.ts'
import type {
  ExpectedResponse,
  Operation,
  RejectionLocation,
  RequestViolation,
} from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'
import { isImpliedByHttp } from './implied.ts'

/**
 * Returns the documented successes of an operation, redirects included. Any success conforms if the description
 * documents no responses, or leaves successes to `default`. The list is empty if only errors are documented.
 */
export function successResponses(operation: Operation): ExpectedResponse[] {
  const documented = operation.responses.map(({ status }) => status)
  const isOpen = documented.length === 0 || documented.includes('default')
  const success = documented.filter((status) => /^[23]/.test(status))
  // Only conditional requests get 304.
  const unconditional = success.filter((status) => status !== '304')
  const statuses = [unconditional, success, isOpen ? ['2XX'] : []].find((some) => some.length > 0) ?? []
  return statuses.map((status) => ({ status }))
}

/**
 * Returns the documented successes of an operation, or any success if the description documents only errors: it should
 * document one (OpenAPI 3.1.1, Responses Object), and a server can return it nevertheless.
 */
export function possibleSuccesses(operation: Operation): ExpectedResponse[] {
  const documented = successResponses(operation)
  return documented.length === 0 ? [{ status: '2XX' }] : documented
}

/**
 * Returns the documented responses to a request whose condition is false: 304 for reads, or 412 (RFC 9110, section
 * 13.2.2).
 */
export function conditionResponses({ operation, request }: Exchange): ExpectedResponse[] {
  const has = (pattern: RegExp): boolean => request.headers.some(([name]) => pattern.test(name))
  const reads = /^(?:GET|HEAD)$/.test(request.method)
  const statuses = [
    ...(reads && has(/^if-(?:none-match|modified-since)$/i) ? ['304'] : []),
    ...(has(/^if-(?:match|unmodified-since)$/i) || (!reads && has(/^if-none-match$/i)) ? ['412'] : []),
  ]
  return statuses
    .filter((status) => operation.responses.some((response) => response.status === status))
    .map((status) => ({ status }))
}

/**
 * Returns the responses that conform for a request with this one violation: those of the first matching entry of
 * `x-rejections`. Without an entry, the usual ones that are documented or implied by HTTP, then any documented client
 * error, then any.
 */
export function rejectionResponses(
  operation: Operation,
  violation: RequestViolation,
): { expectedResponses: ExpectedResponse[]; pointer: string } {
  const entry = rejectionOf(operation, violation)
  if (entry !== undefined) return { expectedResponses: entry.responses, pointer: entry.at }
  const documented = operation.responses.map(({ status }) => status).filter((status) => /^4/.test(status))
  const accepted = acceptedStatuses(violation)
  const usual = accepted.filter(
    (status) =>
      isUndescribedRequest(violation.in) || documented.some((known) => statusMatches(known, Number(status))),
  )
  const implied = accepted.filter((status) => isImpliedByHttp(operation, Number(status)))
  // Beside specific client errors, `default` documents the others.
  const byDefault = operation.responses.some(({ status }) => status === 'default') ? accepted : []
  const known = usual.length > 0 ? usual : documented
  const statuses = known.length > 0 ? [...new Set([...known, ...byDefault, ...implied])] : ['4XX']
  return {
    expectedResponses: statuses.map((status) => ({ status })),
    pointer: `${operation.pointer}/responses`,
  }
}

/** Returns whether a violation is an undescribed path or method. HTTP itself defines the responses to those. */
function isUndescribedRequest(location: RejectionLocation): boolean {
  return location === 'route' || location === 'method'
}

/**
 * Returns the responses of `x-rejections` to an id that does not exist for this credential. The list is empty if there
 * is no such entry.
 */
export function unknownIdResponses({ rejections }: Operation): ExpectedResponse[] {
  return rejections
    .filter((rejection) => rejection.in === 'path' && rejection.keyword === 'unknown')
    .flatMap(({ responses }) => responses)
}

/**
 * Returns whether the description defines the response to an unknown path or method. If it does not, the response of a
 * router conforms.
 */
export function documentsUnknown(operation: Operation, location: 'route' | 'method'): boolean {
  return operation.rejections.some((rejection) => rejection.in === location)
}

/** Returns whether the path names something that may not exist. Any value may be valid otherwise: `/greetings/{name}`. */
export function namesResource(operation: Operation): boolean {
  return (
    operation.rejections.some((rejection) => rejection.in === 'path') ||
    operation.responses.some(({ status }) => status === '404' || /^4XX$/i.test(status))
  )
}
