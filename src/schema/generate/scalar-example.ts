import type { Schema } from '../schema.ts'
import { simplestNumber } from './number.ts'
import { textMatching } from '../pattern/index.ts'

/** The longest text and the longest list that are sent. Longer limits are not tested. */
export const LONGEST_TEXT = 100_000
export const LONGEST_LIST = 1000

/** Whether a schema requires a longer value than the longest that is sent. */
export function exceedsLimits({ minLength = 0, minItems = 0, minProperties = 0 }: Schema): boolean {
  return minLength > LONGEST_TEXT || Math.max(minItems, minProperties) > LONGEST_LIST
}

/** Returns the simplest value that a scalar's schema allows. */
export function simplestValue(schema: Schema): unknown {
  const [example = schema['example']] = schema.examples ?? []
  if (schema.const !== undefined) return schema.const
  if (example !== undefined) return example
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'integer':
    case 'number':
      return simplestNumber(schema, type === 'integer')
    case 'boolean':
      return true
    case 'array':
      return []
    case 'object':
      return {}
    case 'null':
      return null
    case 'string':
    default:
      return simplestText(schema)
  }
}

function simplestText(schema: Schema): string {
  const { pattern, minLength = 1 } = schema
  if (pattern !== undefined) return textMatching(schema) ?? ''
  return exampleTextOf(schema) ?? 'a'.repeat(Math.min(Math.max(1, minLength), LONGEST_TEXT))
}

/** Returns a text of a format or an encoding. Undefined if no example is known. */
export function exampleTextOf({ format = '', contentEncoding }: Schema): string | undefined {
  if (typeof contentEncoding === 'string')
    return /^base64(?:url)?$/i.test(contentEncoding) ? 'YWJj' : undefined
  return Object.hasOwn(EXAMPLE_BY_FORMAT, format) ? EXAMPLE_BY_FORMAT[format] : undefined
}

const EXAMPLE_BY_FORMAT: Record<string, string> = {
  date: '2026-03-09',
  'date-time': '2026-03-09T12:00:00Z',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'someone@example.com',
  'idn-email': 'someone@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  iri: 'https://example.com/',
  'uri-reference': '/',
  'iri-reference': '/',
  'uri-template': '/',
  'json-pointer': '/a',
  'relative-json-pointer': '0',
  uuid: '0190b9a5-7c1e-7d3a-9b1f-2f6f6a3c5e10',
  byte: 'YQ==',
}

/** Returns a value as the text in a header, a path or a form. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}
