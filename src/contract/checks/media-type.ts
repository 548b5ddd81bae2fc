import { contentFor } from '../http/body.ts'
import { NOTHING } from './check.ts'
import type { Check } from './check.ts'
import { documentedResponse, isJudged } from './documented.ts'

/** The body has a media type that is documented for its status, under the coding that the answer names. */
export const mediaType: Check = (exchange) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !isJudged(exchange) || response.content.length === 0) return NOTHING
  const place = `${exchange.operation.id}/responses/${response.status}`
  const sent = exchange.response.headers.get('content-type')?.[0]
  const match = contentFor(response.content, sent)
  const documented = response.content.map((content) => content.mediaType)
  const rule = `${place}/${match?.mediaType ?? documented[0] ?? ''}`
  const { misencoded } = exchange.response
  if (misencoded !== undefined) {
    const expected = 'a body that `Content-Encoding` tells how to read: gzip, deflate, br, or as it is'
    return { reached: [rule], findings: [{ rule, expected, actual: misencoded }] }
  }
  if (match !== undefined) return { reached: [rule], findings: [] }
  const actual = sent === undefined ? 'no Content-Type' : `Content-Type: ${sent}`
  return {
    reached: [rule],
    findings: [{ rule, expected: `Content-Type: ${documented.join(' or ')}`, actual }],
  }
}
