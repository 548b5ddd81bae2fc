import { essence } from '../payload.ts'
import { NOTHING } from './check.ts'
import type { Check } from './check.ts'
import { documentedResponse, isJudged } from './documented.ts'

/** The body has a media type that is documented for its status. */
export const mediaType: Check = (exchange) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !isJudged(exchange) || response.content.length === 0) return NOTHING
  const place = `${exchange.operation.id}/responses/${response.status}`
  const sent = exchange.response.headers.get('content-type')?.[0]
  const match = response.content.find(
    (content) => sent !== undefined && covers(content.mediaType, essence(sent)),
  )
  if (match !== undefined) return { reached: [`${place}/${match.mediaType}`], findings: [] }
  const documented = response.content.map((content) => content.mediaType)
  const rule = `${place}/${documented[0] ?? ''}`
  const actual = sent === undefined ? 'no Content-Type' : `Content-Type: ${sent}`
  return {
    reached: [rule],
    findings: [{ rule, expected: `Content-Type: ${documented.join(' or ')}`, actual }],
  }
}

/** Whether a media type range of the description covers a media type (RFC 9110, section 12.5.1). */
export function covers(range: string, type: string): boolean {
  const [left = '', right = ''] = essence(range).split('/')
  const [main = '', sub = ''] = type.split('/')
  return (left === '*' || left === main) && (right === '*' || right === sub)
}
