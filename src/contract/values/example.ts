import type { HeaderObject, ParameterObject, Schema } from '../../description/index.ts'

/** A valid value of a parameter or header: its example, else the schema's, else the simplest that fits. */
export function exampleValue(object: ParameterObject | HeaderObject): unknown {
  if (object.example !== undefined) return object.example
  const named = 'examples' in object ? Object.values(object.examples ?? {})[0]?.value : undefined
  return named ?? simplestValue(object.schema ?? {})
}

/** The simplest value that a schema of a scalar allows. */
export function simplestValue(schema: Schema): unknown {
  const [example] = schema.examples ?? []
  if (example !== undefined) return example
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1
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
      return 'a'.repeat(Math.max(1, schema.minLength ?? 1))
  }
}

/** A value as the text that a header, a path or a form carries. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)
}
