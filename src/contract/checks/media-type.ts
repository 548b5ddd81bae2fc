import { contentFor } from '../http/body.ts'
import { ruleIds } from '../rules/ids.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { Check } from './check.ts'
import { documentedResponse, isBodyDocumented } from './documented.ts'

/** The body has a media type that is documented for its status, under the coding that the answer names. */
export const mediaType: Check = (exchange) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !isBodyDocumented(exchange) || response.content.length === 0)
    return NOT_APPLICABLE
  const sent = exchange.response.headers.get('content-type')?.[0]
  const match = contentFor(response.content, sent)
  const documented = response.content.map((content) => content.mediaType)
  const mediaTypeName = match?.mediaType ?? documented[0] ?? ''
  const rule = ruleIds.responseMediaType(exchange.operation, response.status, mediaTypeName)
  const { encodingError: misencoded } = exchange.response
  if (misencoded !== undefined) {
    const expected = 'a body that `Content-Encoding` tells how to read: gzip, deflate, br, or as it is'
    return { testedRules: [rule], failures: [{ rule, expected, actual: misencoded }] }
  }
  if (match !== undefined) return { testedRules: [rule], failures: [] }
  const actual = sent === undefined ? 'no Content-Type' : `Content-Type: ${sent}`
  return {
    testedRules: [rule],
    failures: [{ rule, expected: `Content-Type: ${documented.join(' or ')}`, actual }],
  }
}
