import { hasNoContent } from '../http/surplus.ts'
import type { Failure } from './failure.ts'
import { ruleIds } from '../rules/ids.ts'
import { causes } from './causes.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { Check } from './check.ts'
import { documentedResponse } from './documented.ts'

/** Checks that a response without content has none: 204, 205, 304, and every response to HEAD (RFC 9110, section 6.4.1). */
export const noContent: Check = (exchange) => {
  const { operation, request, response } = exchange
  const documented = documentedResponse(exchange)
  const mustBeEmpty = hasNoContent(request.method, response.status) || response.status === 205
  if (documented === undefined || !mustBeEmpty) return NOT_APPLICABLE
  const received = contentOf(request.method, response)
  if (received === undefined) return NOT_APPLICABLE
  const rule = ruleIds.response(operation, documented.status)
  const to = request.method === 'HEAD' ? ' to HEAD' : ''
  const failure: Failure = {
    rule,
    expected: `no content in a response ${response.status}${to}`,
    actual: received,
    cause: causes.content(response.status),
  }
  return { testedRules: [rule], failures: [failure] }
}

/** Returns what shows that a response has content. Undefined if it has none. */
function contentOf(
  method: string,
  { status, headers, body, surplus = 0 }: Parameters<Check>[0]['response'],
): string | undefined {
  const size = surplus + body.byteLength
  if (size > 0) return `${size} bytes after the head`
  // In other responses the length is the one that the content would have (RFC 9110, section 8.6).
  const length = headers.get('content-length')?.[0] ?? '0'
  if (status === 204 && method !== 'HEAD' && /^0*[1-9]\d*$/.test(length)) return `Content-Length: ${length}`
  return undefined
}
