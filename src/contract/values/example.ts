import type { Schema } from '../../description/index.ts'

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
      return simplestNumber(schema)
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
      return OF_FORMAT[schema.format ?? ''] ?? 'a'.repeat(Math.max(1, schema.minLength ?? 1))
  }
}

function simplestNumber({ minimum, exclusiveMinimum, maximum, multipleOf }: Schema): number {
  const lowest =
    minimum ?? (exclusiveMinimum === undefined ? Math.min(1, maximum ?? 1) : exclusiveMinimum + 1)
  return multipleOf === undefined ? lowest : Math.ceil(lowest / multipleOf) * multipleOf
}

const OF_FORMAT: Record<string, string> = {
  date: '2026-03-09',
  'date-time': '2026-03-09T12:00:00Z',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'someone@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  'uri-reference': '/',
  uuid: '0190b9a5-7c1e-7d3a-9b1f-2f6f6a3c5e10',
}

/** A value as the text that a header, a path or a form carries. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)
}
