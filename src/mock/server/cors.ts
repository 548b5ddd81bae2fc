import type { Description } from '../../description/index.ts'
import type { SerializedResponse } from './mock-response.ts'
import { headerValues } from './request.ts'
import type { MockRequest } from './request.ts'

/** Returns the headers that let a page of any origin call the mock and read its responses (Fetch Standard, CORS). */
export function corsHeaders(request: MockRequest, exposed: string): Record<string, string> {
  const [origin] = headerValues(request, 'origin')
  if (origin === undefined) return {}
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': exposed,
    Vary: 'Origin',
  }
}

/** Returns the response to a preflight request; undefined for any other request, also for another OPTIONS. */
export function preflight(request: MockRequest, exposed: string): SerializedResponse | undefined {
  const [method] = headerValues(request, 'access-control-request-method')
  if (request.method !== 'OPTIONS' || method === undefined || headerValues(request, 'origin').length === 0) {
    return undefined
  }
  const [headers] = headerValues(request, 'access-control-request-headers')
  return {
    status: 204,
    headers: {
      ...corsHeaders(request, exposed),
      'Access-Control-Allow-Methods': method,
      ...(headers !== undefined && { 'Access-Control-Allow-Headers': headers }),
      'Access-Control-Max-Age': '600',
    },
  }
}

/** Returns the names of all documented headers. `*` has no effect for requests with credentials. */
export function exposedHeaders(description: Description): string {
  const documented = description.operations.flatMap(({ responses, idempotency }) => [
    ...responses.flatMap(({ headers }) => headers.map(({ name }) => name)),
    ...Object.keys(idempotency?.replay?.headers ?? {}),
  ])
  return [...new Set([...documented, 'Allow', 'Deprecation', 'sl-violations'])].join(', ')
}
