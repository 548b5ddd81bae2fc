import { documentedResponse } from './documented.ts'
import type { Check } from './check.ts'

/** The status is documented, and no server error unless one was asked for. */
export const status: Check = (exchange) => {
  const { id, responses } = exchange.operation
  const code = exchange.response.status
  // A method that a server knows nowhere (RFC 9110, section 15.6.2).
  const unknownMethod =
    code === 501 && exchange.unrouted && exchange.request.method !== exchange.operation.method
  if (code >= 500 && !exchange.provoked && !unknownMethod) {
    return {
      reached: [`${id}/no-server-error`],
      findings: [{ rule: `${id}/no-server-error`, expected: 'no server error', actual: String(code) }],
    }
  }
  const documented = documentedResponse(exchange)
  const reached = [`${id}/no-server-error`, `${id}/responses`]
  if (documented !== undefined)
    return { reached: [...reached, `${id}/responses/${documented.status}`], findings: [] }
  if (exchange.unrouted) return { reached, findings: [] }
  const expected = `one of ${responses.map((response) => response.status).join(', ')}`
  return { reached, findings: [{ rule: `${id}/responses`, expected, actual: String(code) }] }
}
