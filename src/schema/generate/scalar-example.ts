import type { Schema } from '../schema.ts'
import { simplestNumber } from './number.ts'
import { textMatching } from '../pattern.ts'

/** The longest text, and the longest list, that is sent: what needs more is not put to the test. */
export const LONGEST_TEXT = 100_000
export const LONGEST_LIST = 1000

/** Whether a schema wants more than is ever sent. */
export function exceedsLimits({ minLength = 0, minItems = 0, minProperties = 0 }: Schema): boolean {
  return minLength > LONGEST_TEXT || Math.max(minItems, minProperties) > LONGEST_LIST
}

/** The simplest value that a schema of a scalar allows. */
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

/** Text of a format or an encoding, where one is known. */
export function exampleTextOf({ format = '', contentEncoding }: Schema): string | undefined {
  if (typeof contentEncoding === 'string')
    return /^base64(?:url)?$/i.test(contentEncoding) ? 'YWJj' : undefined
  return Object.hasOwn(OF_FORMAT, format) ? OF_FORMAT[format] : undefined
}

const OF_FORMAT: Record<string, string> = {
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

/** A value as the text that a header, a path or a form carries. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}
