import {
  acceptedStatuses,
  exampleOf,
  get,
  isJson,
  rejectionOf,
  statusMatches,
} from '../../description/index.ts'
import type {
  ExpectedResponse,
  RequestViolation,
  Description,
  Operation,
  RejectionLocation,
} from '../../description/index.ts'
import { excerpt } from '../../schema/index.ts'
import type { Exchange } from '../http/exchange.ts'
import { contentFor, jsonOf } from '../http/body.ts'

/**
 * The successful answers that the description documents, redirects among them: any, where it leaves them to `default` or
 * says nothing of answers; none, where it names answers and no success is among them.
 */
export function successResponses(operation: Operation): ExpectedResponse[] {
  const documented = operation.responses.map(({ status }) => status)
  const isOpen = documented.length === 0 || documented.includes('default')
  const success = documented.filter((status) => /^[23]/.test(status))
  // 304 is for who asks on a condition.
  const plain = success.filter((status) => status !== '304')
  const statuses = [plain, success, isOpen ? ['2XX'] : []].find((some) => some.length > 0) ?? []
  return statuses.map((status) => ({ status }))
}

/** What a request gets whose condition does not hold (RFC 9110, section 13.2.2): 304 to a read, 412; as documented. */
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
 * Whether an answer is about the load alone: 429, whoever sets the limit; and, as the description says that the operation
 * gives it, 503 with `Retry-After` (RFC 9110, section 15.6.4).
 */
export function asksToWait({ operation, response }: Pick<Exchange, 'operation' | 'response'>): boolean {
  if (response.status !== 503) return response.status === 429
  return (
    response.headers.has('retry-after') &&
    operation.responses.some(({ status }) => /^5(?:03|XX)$/i.test(status))
  )
}

/**
 * The answers of which any conforms for a request with this one fault: those of the first fitting entry of
 * `x-rejections`; without one, the usual statuses among the documented, then any documented client error, then any.
 */
export function rejectionResponses(
  operation: Operation,
  violation: RequestViolation,
): { expectedResponses: ExpectedResponse[]; pointer: string } {
  const entry = rejectionOf(operation, violation)
  if (entry !== undefined) return { expectedResponses: entry.responses, pointer: entry.at }
  const documented = operation.responses.map(({ status }) => status).filter((status) => /^4/.test(status))
  const usual = acceptedStatuses(violation).filter(
    (status) =>
      isUndescribedRequest(violation.in) || documented.some((known) => statusMatches(known, Number(status))),
  )
  const statuses = [usual, documented].find((some) => some.length > 0) ?? ['4XX']
  return {
    expectedResponses: statuses.map((status) => ({ status })),
    pointer: `${operation.pointer}/responses`,
  }
}

/**
 * Whether a valid request is told that it conflicts with what is there, as one that makes the same thing twice: a 409
 * that is documented, and of which no extension says when it comes.
 */
export function isConflict({ operation, response }: Pick<Exchange, 'operation' | 'response'>): boolean {
  if (response.status !== 409 || !operation.responses.some(({ status }) => status === '409')) return false
  const { rejections, lifecycle, idempotency } = operation
  const described = [
    ...rejections,
    ...Object.values(lifecycle?.states ?? {}),
    ...(idempotency === undefined ? [] : [idempotency.mismatch, idempotency.inProgress]),
  ].flatMap(({ responses }) => responses)
  return !described.some(({ status }) => status === '409')
}

/** What `x-rejections` says that an id gets which this credential does not see; empty where it says nothing. */
export function unknownIdResponses({ rejections }: Operation): ExpectedResponse[] {
  return rejections
    .filter((rejection) => rejection.in === 'path' && rejection.keyword === 'unknown')
    .flatMap(({ responses }) => responses)
}

/** Paths and methods beside the described ones: HTTP itself says how they are answered. */
function isUndescribedRequest(location: RejectionLocation): boolean {
  return location === 'route' || location === 'method'
}

/** Whether the description says how a request beside the operation is answered; else a router's answer conforms. */
export function documentsUnknown(operation: Operation, location: 'route' | 'method'): boolean {
  return operation.rejections.some((rejection) => rejection.in === location)
}

/** Whether a path parameter names something that may not exist; else any value may do, as in `/greetings/{name}`. */
export function namesResource(operation: Operation): boolean {
  return (
    operation.rejections.some((rejection) => rejection.in === 'path') ||
    operation.responses.some(({ status }) => status === '404' || /^4XX$/i.test(status))
  )
}

/**
 * Whether a response is this answer: its status and, where it names an example, what identifies that error; that is said
 * in JSON, so a documented answer in another media type is told by its status.
 */
export function matchesExpected(
  description: Description,
  expectedResponse: ExpectedResponse,
  exchange: Pick<Exchange, 'operation' | 'response'>,
): boolean {
  if (!statusMatches(expectedResponse.status, exchange.response.status)) return false
  if (isDocumentedNonJson(exchange, expectedResponse)) return true
  const body = jsonOf(exchange.response)
  return identifyingValues(description, exchange.operation, expectedResponse).every(
    ([pointer, value]) => get(body, pointer) === value,
  )
}

/** Whether a response comes in a media type that is documented for this answer, and is no JSON. */
function isDocumentedNonJson(
  { operation, response }: Pick<Exchange, 'operation' | 'response'>,
  { status }: ExpectedResponse,
): boolean {
  const sent = response.headers.get('content-type')?.[0]
  if (sent === undefined || isJson(sent)) return false
  const documented = operation.responses.find((one) => one.status === status)?.content ?? []
  return contentFor(documented, sent) !== undefined
}

/** The values by which an answer's example tells which error it is (`x-errors`). */
function identifyingValues(
  description: Description,
  operation: Operation,
  expectedResponse: ExpectedResponse,
): [string, unknown][] {
  if (expectedResponse.example === undefined) return []
  const example = exampleOf(operation, expectedResponse)?.value
  const pointers = description.document['x-errors']?.identifiedBy ?? []
  return pointers.flatMap((pointer): [string, unknown][] => {
    const value = get(example, pointer)
    return value === undefined ? [] : [[pointer, value]]
  })
}

/** Answers in words: `400 invalid_request_error parameter_missing Idempotency-Key, or 415`. */
export function describeExpected(
  description: Description,
  operation: Operation,
  expectedResponses: readonly ExpectedResponse[],
): string {
  const described = expectedResponses.map((expectedResponse) => {
    const values = identifyingValues(description, operation, expectedResponse).map(
      ([pointer, value]) => `${pointer} ${excerpt(value)}`,
    )
    return [expectedResponse.status, ...(values.length === 0 ? [] : [`with ${values.join(', ')}`])].join(' ')
  })
  return [...new Set(described)].join(', or ')
}

/** A response in words: its status and what identifies its error, or the beginning of its body. */
export function describeResponse(description: Description, exchange: Exchange): string {
  const body = jsonOf(exchange.response)
  const values = (description.document['x-errors']?.identifiedBy ?? []).flatMap((pointer) => {
    const value = get(body, pointer)
    return value === undefined || value === null ? [] : [`${pointer} ${excerpt(value)}`]
  })
  if (values.length > 0) return `${exchange.response.status} with ${values.join(', ')}`
  const text = new TextDecoder().decode(exchange.response.body)
  const shown = text.length > 160 ? `${text.slice(0, 160)}…` : text
  return `${exchange.response.status}${shown === '' ? ' without a body' : ` ${shown}`}`
}
