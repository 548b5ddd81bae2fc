import { asksToWait, successAnswers } from '../expected/expected.ts'
import type { Operation } from '../../description/index.ts'
import { documentedResponse } from './documented.ts'
import type { Exchange } from '../http/exchange.ts'
import type { Check } from './check.ts'

/** The status is documented, and no server error unless one was asked for or only asks to wait. */
export const status: Check = (exchange) => {
  const { id, responses } = exchange.operation
  const code = exchange.response.status
  // A method that a server knows nowhere (RFC 9110, section 15.6.2).
  const unknownMethod =
    code === 501 && exchange.unrouted && exchange.request.method !== exchange.operation.method
  const documented = documentedResponse(exchange)
  // An operation that is described as broken may be: 501 for what is still to come.
  const isPromised = documented !== undefined && successAnswers(exchange.operation).length === 0
  if (code >= 500 && !exchange.provoked && !unknownMethod && !isPromised && !asksToWait(exchange)) {
    return {
      reached: [`${id}/no-server-error`],
      findings: [{ rule: `${id}/no-server-error`, expected: 'no server error', actual: String(code) }],
    }
  }
  if (responses.length === 0) return { reached: [`${id}/no-server-error`], findings: [] }
  const reached = [`${id}/no-server-error`, `${id}/responses`]
  if (documented !== undefined)
    return { reached: [...reached, `${id}/responses/${documented.status}`], findings: [] }
  if (exchange.unrouted || wantsLength(exchange) || (code >= 400 && !describesRefusals(exchange.operation)))
    return { reached, findings: [] }
  const expected = `one of ${responses.map((response) => response.status).join(', ')}`
  return { reached, findings: [{ rule: `${id}/responses`, expected, actual: String(code) }] }
}

/** Whether a server refuses a body that comes in chunks, as it may (RFC 9110, section 15.5.12). */
function wantsLength({ request, response }: Exchange): boolean {
  return response.status === 411 && request.headers.some(([name]) => /^transfer-encoding$/i.test(name))
}

/** Whether a description says how a client's faults are told; else HTTP does, and a refusal is no undescribed answer. */
function describesRefusals({ responses }: Operation): boolean {
  return responses.some(({ status }) => /^4|^default$/.test(status))
}
