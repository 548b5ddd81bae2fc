import type { Schema } from '../../description/index.ts'

/** Returns the first value that a schema names, or a simple value of its type. */
export function simplest(schema: Schema): unknown {
  const named = [
    ...(schema.examples ?? []),
    schema['example'],
    schema.default,
    schema.const,
    schema.enum?.[0],
  ]
  const found = named.find((value) => value !== undefined)
  if (found !== undefined) return found
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  if (type === 'boolean') return true
  if (schema.format === 'uuid') return '7f2c9d4e-7f0a-4b9c-9a53-2f6f1d0c8e11'
  if (schema.format === 'date') return '2026-01-31'
  if (schema.format === 'date-time') return '2026-01-31T12:00:00Z'
  return 'a'.repeat(Math.max(1, schema.minLength ?? 1))
}
