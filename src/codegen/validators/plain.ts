import type { Schema } from '../../description/index.ts'
import { mapSchema } from './subschemas.ts'

/** What a schema says to people and tools, but not about values. */
const ANNOTATIONS = [
  '$comment',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  'default',
  'deprecated',
  'description',
  'discriminator',
  'example',
  'examples',
  'externalDocs',
  'readOnly',
  'title',
  'writeOnly',
  'xml',
]

/** `schema` with only what decides whether a value is valid; ajv in strict mode refuses words that it does not know. */
export function plainSchema(schema: Schema): Schema {
  return mapSchema(schema, (each) =>
    Object.fromEntries(
      Object.entries(each).filter(
        ([keyword, value]) =>
          !ANNOTATIONS.includes(keyword) && !keyword.startsWith('x-') && !isImplied(keyword, value, each),
      ),
    ),
  )
}

/** A format that adds nothing to `type: integer`. */
function isImplied(keyword: string, value: unknown, { type }: Schema): boolean {
  const types = [type].flat()
  return (
    keyword === 'format' &&
    (value === 'int64' || value === 'unix-time') &&
    types.includes('integer') &&
    !types.includes('number')
  )
}
