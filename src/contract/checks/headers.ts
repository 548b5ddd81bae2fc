import type { Header } from '../../description/index.ts'
import type { SchemaError } from '../../schema/index.ts'
import { jsonTypesOf } from '../../schema/index.ts'
import { parseCandidates } from '../../serialization/index.ts'
import type { Failure } from './failure.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import { causes } from './causes.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { Check, CheckContext } from './check.ts'
import { documentedResponse, areHeadersDocumented } from './documented.ts'

/** Checks that required headers are present, and that the present ones are valid. */
export const headers: Check = (exchange, context) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !areHeadersDocumented(exchange)) return NOT_APPLICABLE
  const testedRules: RuleId[] = []
  const failures: Failure[] = []
  for (const header of response.headers) {
    const { name, object } = header
    const rule = ruleIds.responseHeader(exchange.operation, response.status, name)
    const values = exchange.response.headers.get(name.toLowerCase())
    if (values === undefined) {
      if (object.required !== true) continue
      testedRules.push(rule)
      const cause = causes.missingHeader(name)
      failures.push({ rule, expected: `the header ${name}`, actual: 'no such header', cause })
      continue
    }
    testedRules.push(rule)
    const text = values.join(', ')
    // Cookies never form one list (RFC 9110, section 5.3), and a description covers only one of them.
    const lines = name.toLowerCase() === 'set-cookie' ? values : [text]
    const unmetPerLine = lines.map((line) => unmetExpectations(header, line, context))
    const unmet = unmetPerLine.find((some) => some.length === 0) ?? unmetPerLine[0] ?? []
    for (const expected of unmet) {
      const cause = causes.invalidHeader(name, expected)
      failures.push({ rule, expected: `${name}: ${expected}`, actual: `${name}: ${text}`, cause })
    }
    if (!identifiesRequest(name, context) || unmet.length > 0) continue
    if (new Set(values).size > 1) {
      const cause = causes.invalidHeader(name, 'one id')
      const actual = `${name} ${values.length} times: ${text}`
      failures.push({ rule, expected: `${name}: one id`, actual, cause })
    } else if (context.isSharedId(text, exchange)) {
      const cause = causes.invalidHeader(name, 'another id')
      const actual = `${name}: ${text}, which the response to another request had too`
      failures.push({ rule, expected: `${name}: an id of this request alone`, actual, cause })
    }
  }
  return { testedRules, failures }
}

function identifiesRequest(name: string, { description }: CheckContext): boolean {
  const { document } = description
  return document['x-request-id']?.header.toLowerCase() === name.toLowerCase()
}

/** Headers whose numbers HTTP writes as digits alone (RFC 9110, sections 8.6 and 10.2.3; RFC 9111, section 5.1). */
const COUNTS = /^(?:content-length|retry-after|age)$/i

/** Returns the expectations of the schema that the text of a header does not meet. */
function unmetExpectations(header: Header, text: string, { description, schemas }: CheckContext): string[] {
  const { schema, mediaType, object } = header
  if (schema === undefined) return []
  const { document } = description
  const jsonTypes = jsonTypesOf(document, schema)
  if (jsonTypes?.has('number') !== true && COUNTS.test(header.name) && /^\d+\.0+$/.test(text))
    return ['digits alone']
  const writing = { mediaType, explode: object.explode }
  const errors = parseCandidates({ document, schemas, isResponse: true }, schema, text, writing).map(
    (value): SchemaError[] => schemas.check(schema, value),
  )
  if (errors.length === 0) return [mediaType ?? [...(jsonTypes ?? [])].join(' or ')]
  return errors.some((some) => some.length === 0) ? [] : (errors[0] ?? []).map(({ expected }) => expected)
}
