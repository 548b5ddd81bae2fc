import { mayAskToWait } from '../expected/rate-limit.ts'
import { successResponses } from '../expected/expected.ts'
import { isImpliedByHttp } from '../expected/implied.ts'
import type { Operation } from '../../description/index.ts'
import { documentedResponse } from './documented.ts'
import type { Exchange } from '../http/exchange.ts'
import { ruleIds } from '../rules/ids.ts'
import { causes } from './causes.ts'
import type { Check } from './check.ts'

/**
 * Checks that the status code is documented or implied by HTTP, and no server error unless it was provoked or only asks
 * to wait.
 */
export const status: Check = (exchange) => {
  const { operation } = exchange
  const { responses } = operation
  const noServerError = ruleIds.everyResponse(operation, 'no-server-error')
  const documentedStatus = ruleIds.everyResponse(operation, 'responses')
  const code = exchange.response.status
  // The server does not know the method at all (RFC 9110, section 15.6.2).
  const unknownMethod =
    code === 501 && exchange.mayBeHandledUpstream && exchange.request.method !== exchange.operation.method
  const documented = documentedResponse(exchange)
  // An operation without a documented success may fail, for example with 501 until it is implemented.
  const isDocumentedFailure = (): boolean =>
    documented !== undefined && successResponses(operation).length === 0
  if (
    code >= 500 &&
    !exchange.provoked &&
    !unknownMethod &&
    !isDocumentedFailure() &&
    !mayAskToWait(exchange)
  ) {
    return {
      testedRules: [noServerError],
      failures: [{ rule: noServerError, expected: 'no server error', actual: String(code) }],
    }
  }
  if (responses.length === 0) return { testedRules: [noServerError], failures: [] }
  const testedRules = [noServerError, documentedStatus]
  if (documented !== undefined)
    return { testedRules: [...testedRules, ruleIds.response(operation, documented.status)], failures: [] }
  if (exchange.mayBeHandledUpstream || requiresContentLength(exchange)) return { testedRules, failures: [] }
  if (isImpliedByHttp(operation, code))
    return { testedRules: [noServerError], failures: [], impliedStatus: code }
  if (code >= 400 && !documentsClientErrors(operation)) return { testedRules, failures: [] }
  const expected = `one of ${responses.map((response) => response.status).join(', ')}`
  const cause = causes.status(code)
  return { testedRules, failures: [{ rule: documentedStatus, expected, actual: String(code), cause }] }
}

/** Returns whether a server rejects a chunked body because it requires Content-Length (RFC 9110, section 15.5.12). */
function requiresContentLength({ request, response }: Exchange): boolean {
  return response.status === 411 && request.headers.some(([name]) => /^transfer-encoding$/i.test(name))
}

/** Returns whether the description covers client errors. If not, any client error of HTTP conforms. */
function documentsClientErrors({ responses }: Operation): boolean {
  return responses.some(({ status }) => /^4|^default$/.test(status))
}
