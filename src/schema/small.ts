import type { Schema } from './schema.ts'

/** Whether a schema has neither subschemas nor references, and few values. */
export function isSmall(schema: Schema | boolean | undefined): schema is Schema {
  return (
    typeof schema === 'object' &&
    Object.values(schema).every((value) => typeof value !== 'object' || isShortList(value))
  )
}

function isShortList(value: unknown): boolean {
  return Array.isArray(value) && value.length < 20 && value.every((item) => typeof item !== 'object')
}
