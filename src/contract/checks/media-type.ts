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
  const sent = exchange.response.headers.get('content-type')
  // A client may take any of several types (RFC 9110, section 5.3): each of them has to be documented.
  const matches = (sent ?? [undefined]).map((type) => contentFor(response.content, type))
  const wrong = matches.indexOf(undefined)
  const [match] = matches
  const documented = response.content.map((content) => content.mediaType)
  const mediaTypeName = match?.mediaType ?? documented[0] ?? ''
  const rule = ruleIds.responseMediaType(exchange.operation, response.status, mediaTypeName)
  const { encodingError } = exchange.response
  if (encodingError !== undefined) {
    const expected = 'a body with the coding of `Content-Encoding`: gzip, deflate, br or identity'
    const cause = causes.contentCoding()
    return { testedRules: [rule], failures: [{ rule, expected, actual: encodingError, cause }] }
  }
  if (wrong < 0) return { testedRules: [rule], failures: [] }
  const actual = sent === undefined ? 'no Content-Type' : `Content-Type: ${sent.join(', ')}`
  const type = sent?.[wrong]
  const cause = causes.mediaType(type === undefined ? undefined : essence(type))
  return {
    testedRules: [rule],
    failures: [{ rule, expected: `Content-Type: ${documented.join(' or ')}`, actual, cause }],
  }
}
