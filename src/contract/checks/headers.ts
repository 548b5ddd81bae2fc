import type { Header } from '../../description/index.ts'
import type { SchemaError } from '../../schema/schema-set.ts'
import { kindsOf } from '../../schema/json-types.ts'
import { readings } from '../../serialization/parse-candidates.ts'
import type { Finding } from './failure.ts'
import { NOTHING } from './check.ts'
import type { Check, CheckContext } from './check.ts'
import { documentedResponse, isAnsweredFor } from './documented.ts'

/** Declared headers are there where they are required, and valid where they are there. */
export const headers: Check = (exchange, context) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !isAnsweredFor(exchange)) return NOTHING
  const reached: string[] = []
  const findings: Finding[] = []
  for (const header of response.headers) {
    const { name, object } = header
    const rule = `${exchange.operation.id}/responses/${response.status}/headers/${name}`
    const values = exchange.response.headers.get(name.toLowerCase())
    if (values === undefined) {
      if (object.required !== true) continue
      reached.push(rule)
      findings.push({ rule, expected: `the header ${name}`, actual: 'none' })
      continue
    }
    reached.push(rule)
    const text = values.join(', ')
    // Cookies are never one list (RFC 9110, section 5.3), and a description speaks of one of them.
    const lines = name.toLowerCase() === 'set-cookie' ? values : [text]
    const complained = lines.map((line) => complaints(header, line, context))
    const least = complained.find((some) => some.length === 0) ?? complained[0] ?? []
    for (const expected of least) {
      findings.push({ rule, expected: `${name}: ${expected}`, actual: `${name}: ${text}` })
    }
  }
  return { reached, findings }
}

/** What is expected where a header's text is not what its schema allows. */
function complaints(header: Header, text: string, { description, schemas }: CheckContext): string[] {
  const { schema, mediaType, object } = header
  if (schema === undefined) return []
  const { document } = description
  const writing = { mediaType, explode: object.explode }
  const errors = readings({ document, schemas, isAnswer: true }, schema, text, writing).map(
    (value): SchemaError[] => schemas.check(schema, value),
  )
  if (errors.length === 0) return [mediaType ?? [...(kindsOf(document, schema) ?? [])].join(' or ')]
  return errors.some((some) => some.length === 0) ? [] : (errors[0] ?? []).map(({ expected }) => expected)
}
