import { isRecord, joinPointer } from '../../schema/index.ts'
import { without } from '../json.ts'
import type { Json } from '../json.ts'
import { rewriteRef, rewriteSchema } from './schemas-2.0.ts'
import type { Upgrade } from './upgrade.ts'

/** A parameter and where it is in the old document. */
export interface LocatedParameter {
  /** As it is in its list: perhaps a reference. */
  readonly written: Json
  /** Its target, if the reference leads to a body. */
  readonly parameter: Json
  readonly pointer: string
}

/** The keywords of a parameter or header that describe its value (OpenAPI 2.0, Parameter Object). */
const SCHEMA_KEYWORDS = [
  ...[
    'type',
    'format',
    'items',
    'default',
    'enum',
    'maximum',
    'exclusiveMaximum',
    'minimum',
    'exclusiveMinimum',
  ],
  ...['maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'multipleOf', 'x-nullable'],
]

/** Returns the schema that the keywords of a parameter or header make. */
export function schemaOfValue(object: Json): unknown {
  const keywords = Object.entries(object).filter(([key]) => SCHEMA_KEYWORDS.includes(key))
  return rewriteSchema(Object.fromEntries(keywords))
}

/** Returns a header with a schema. */
export function upgradeHeader(header: unknown, to: string, from: string, upgrade: Upgrade): unknown {
  if (!isRecord(header) || header['$ref'] !== undefined) return header
  upgrade.origins.set(joinPointer(to, 'schema'), from)
  return { ...without(header, 'collectionFormat', ...SCHEMA_KEYWORDS), schema: schemaOfValue(header) }
}

/** Returns a parameter in the path, the query or a header, with a schema and a style. */
export function upgradeParameter(parameter: unknown, to: string, from: string, upgrade: Upgrade): unknown {
  if (!isRecord(parameter)) return parameter
  if (parameter['$ref'] !== undefined) return { ...parameter, $ref: rewriteRef(parameter['$ref']) }
  // Some files mix the versions.
  if (parameter['type'] === undefined && isRecord(parameter['schema']))
    return { ...parameter, schema: rewriteSchema(parameter['schema']) }
  upgrade.origins.set(joinPointer(to, 'schema'), from)
  const { 'x-example': example, ...others } = without(parameter, 'collectionFormat', ...SCHEMA_KEYWORDS)
  const style = styleOf(parameter)
  if (style === undefined)
    upgrade.warn({
      pointer: from,
      message: `\`collectionFormat: ${String(parameter['collectionFormat'])}\` has no equivalent in OpenAPI 3 here: the value is taken as one text.`,
    })
  return {
    ...others,
    ...(example !== undefined && others['example'] === undefined && { example }),
    ...style,
    schema: style === undefined ? { type: 'string' } : schemaOfValue(parameter),
  }
}

const QUERY_STYLES: Readonly<Record<string, Json>> = {
  csv: { style: 'form', explode: false },
  multi: { style: 'form', explode: true },
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
}

/** Returns the style of an array; undefined if OpenAPI 3 has none for its format. */
export function styleOf({ in: location, type, collectionFormat = 'csv' }: Json): Json | undefined {
  if (type !== 'array') return {}
  if (location === 'query' || location === 'formData') return QUERY_STYLES[String(collectionFormat)]
  return collectionFormat === 'csv' ? { style: 'simple', explode: false } : undefined
}
