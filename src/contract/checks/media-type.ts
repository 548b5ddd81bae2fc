import { essence } from '../../description/index.ts'
import { contentFor } from '../http/body.ts'
import { ruleIds } from '../rules/ids.ts'
import { causes } from './causes.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { Check } from './check.ts'
import { documentedResponse, isBodyDocumented } from './documented.ts'

/** Checks that the body has a documented media type and the content coding of its header. */
export const mediaType: Check = (exchange) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !isBodyDocumented(exchange) || response.content.length === 0)
    return NOT_APPLICABLE
  const sent = exchange.response.headers.get('content-type')?.[0]
  const match = contentFor(response.content, sent)
  const documented = response.content.map((content) => content.mediaType)
  const mediaTypeName = match?.mediaType ?? documented[0] ?? ''
  const rule = ruleIds.responseMediaType(exchange.operation, response.status, mediaTypeName)
  const { encodingError } = exchange.response
  if (encodingError !== undefined) {
    const expected = 'a body with the coding of `Content-Encoding`: gzip, deflate, br or identity'
    const cause = causes.contentCoding()
    return { testedRules: [rule], failures: [{ rule, expected, actual: encodingError, cause }] }
  }
  if (match !== undefined) return { testedRules: [rule], failures: [] }
  const actual = sent === undefined ? 'no Content-Type' : `Content-Type: ${sent}`
  const cause = causes.mediaType(sent === undefined ? undefined : essence(sent))
  return {
    testedRules: [rule],
    failures: [{ rule, expected: `Content-Type: ${documented.join(' or ')}`, actual, cause }],
  }
}
