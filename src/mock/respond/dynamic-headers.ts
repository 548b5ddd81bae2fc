import { randomBytes } from 'node:crypto'
import { responseFor } from '../../description/index.ts'
import type { OpenAPIDocument, Operation } from '../../description/index.ts'
import type { RoutedRequest } from './documented-responses.ts'
import { headerOf, withHeaders } from '../server/mock-response.ts'
import type { MockResponse } from '../server/mock-response.ts'
import { headerValues } from '../server/request.ts'

/**
 * Sets response headers that depend on the request: its id (`x-request-id`), the requested version of a valid request
 * (`x-version`), the methods of the path, and the headers of a replay (`x-idempotency`). The header that tells a client
 * whether to retry (`retry.directive`) is usually omitted. If it is sent, it agrees with the status code.
 */
export function withDynamicHeaders(
  document: OpenAPIDocument,
  { endpoint: { operation }, request, call }: RoutedRequest,
  mockResponse: MockResponse,
  { replayed, includeRetryDirective }: { replayed: boolean; includeRetryDirective: boolean },
): MockResponse {
  const changes: Record<string, string | undefined> = {}
  const { idempotency } = operation
  for (const [name, value] of Object.entries(idempotency?.replay?.headers ?? {})) {
    changes[name] = replayed ? value : undefined
  }
  const directive = idempotency?.retry?.directive
  if (directive !== undefined && headerOf(mockResponse.headers, directive) !== undefined) {
    const isRetryable =
      mockResponse.status === 409 || mockResponse.status === 429 || mockResponse.status >= 500
    changes[directive] = includeRetryDirective ? String(isRetryable) : undefined
  }
  const requestId = document['x-request-id']?.header
  const exampleId = requestId === undefined ? undefined : headerOf(mockResponse.headers, requestId)
  if (requestId !== undefined && exampleId !== undefined) changes[requestId] = newId(exampleId)
  const version = document['x-version']?.header
  const requestedVersion =
    version === undefined || call === undefined ? undefined : headerValues(request, version)[0]
  if (
    version !== undefined &&
    requestedVersion !== undefined &&
    headerOf(mockResponse.headers, version) !== undefined
  ) {
    changes[version] = requestedVersion
  }
  if (mockResponse.status === 429) Object.assign(changes, exhaustedLimits(operation, mockResponse.headers))
  if (mockResponse.status === 405) changes['Allow'] = operation.pathMethods.join(', ')
  return Object.keys(changes).length === 0
    ? mockResponse
    : { ...mockResponse, headers: withHeaders(mockResponse.headers, changes) }
}

/** `X-RateLimit-Remaining`, and its names at other APIs. */
const REMAINING = /^(?:x-)?rate-?limit-(?:.+-)?remaining(?:-.+)?$/i

/** `RateLimit: "default";r=50;t=30`, and in older drafts `limit=100, remaining=50`. */
const REMAINING_IN_LIST = /\b(r|remaining)=\d+/

/** Returns the headers that say how many requests remain: after the last one, none does. */
function exhaustedLimits(
  operation: Operation,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  const documented = responseFor(operation, 429)?.headers ?? []
  const allowsZero = (name: string): boolean => {
    const object = documented.find((header) => header.name.toLowerCase() === name.toLowerCase())?.object
    const { minimum, exclusiveMinimum, enum: values, const: only } = object?.schema ?? {}
    return (
      (minimum ?? 0) <= 0 && (exclusiveMinimum ?? -1) < 0 && (values ?? [0]).includes(0) && (only ?? 0) === 0
    )
  }
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] => {
      if (REMAINING.test(name) && /^\d+$/.test(value) && allowsZero(name)) return [[name, '0']]
      return /^ratelimit$/i.test(name) ? [[name, value.replace(REMAINING_IN_LIST, '$1=0')]] : []
    }),
  )
}

/** Returns a random id with the prefix and the length of the example. */
function newId(example: string): string {
  const prefix = /^[A-Za-z]+[_-]/.exec(example)?.[0] ?? ''
  const length = Math.max(8, example.length - prefix.length)
  return prefix + randomBytes(length).toString('hex').slice(0, length)
}
