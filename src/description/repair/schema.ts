import { compileFor, get, isRecord, joinPointer, refToPointer } from '../../schema/index.ts'
import { distinct, without } from '../json.ts'
import type { Json } from '../json.ts'
import { shadowedAlternatives } from './alternatives.ts'
import { closeWholes } from './closed.ts'
import { excerpt } from './structure.ts'
import type { SchemaRepair } from './types.ts'

/** Returns a schema of JSON Schema 2020-12. Its subschemas have been repaired already. */
export function repairSchema(schema: Json, repair: SchemaRepair): Json {
  const steps = [
    ignoreSiblings,
    hoistRequired,
    numericBounds,
    knownTypes,
    emptyLists,
    shadowedAlternatives,
    closeWholes,
    dependencies,
    discriminators,
    patterns,
    xmlNodes,
    vendorNullable,
    nullable,
  ]
  return steps.reduce((current, step) => step(current, repair), schema)
}

/** Before 3.1, the siblings of `$ref` have no meaning. Authors mean `nullable` nevertheless. */
function ignoreSiblings(schema: Json, { isOld }: SchemaRepair): Json {
  if (!isOld || typeof schema['$ref'] !== 'string') return schema
  const kept = Object.entries(schema).filter(([key]) =>
    /^(?:\$ref|nullable|summary|description|title|deprecated|readOnly|writeOnly|example|x-.*)$/.test(key),
  )
  return Object.fromEntries(kept)
}

/** `required: true` of a property (JSON Schema draft 3) belongs into the list of its object. */
function hoistRequired(schema: Json, { pointer, selfRequired, warn }: SchemaRepair): Json {
  let current = schema
  if (typeof schema['required'] === 'boolean') {
    if (schema['required']) selfRequired.add(pointer)
    warn(
      'required',
      '`required: true` or `false` in a schema is of JSON Schema draft 3. It is read as an entry in the `required` list of the object.',
    )
    current = without(schema, 'required')
  }
  const { properties } = current
  const names = Object.keys(isRecord(properties) ? properties : {})
  const hoisted = names.filter((name) => selfRequired.has(joinPointer(pointer, 'properties', name)))
  if (hoisted.length === 0) return current
  const listed: unknown[] = Array.isArray(current['required']) ? current['required'] : []
  return { ...current, required: [...new Set([...listed, ...hoisted])] }
}

/** `exclusiveMinimum: true` (JSON Schema draft 4) makes `minimum` exclusive. */
function numericBounds(schema: Json, { isOld, warn }: SchemaRepair): Json {
  let current = schema
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = current[exclusive]
    if (typeof value !== 'boolean') continue
    if (!isOld)
      warn(
        exclusive,
        `\`${exclusive}\` is a number since OpenAPI 3.1. \`${value}\` is read as in OpenAPI 3.0.`,
      )
    const limit = current[bound]
    current = without(current, exclusive)
    if (value && limit !== undefined) current = { ...without(current, bound), [exclusive]: limit }
  }
  if (typeof current['multipleOf'] === 'number' && current['multipleOf'] <= 0) {
    warn('multipleOf', '`multipleOf` must be greater than 0. It is ignored.')
    current = without(current, 'multipleOf')
  }
  return current
}

/** `items: [a, b]` (before JSON Schema 2020-12) describes the first items. Called before the items are repaired. */
export function repairTuples(schema: Json, pointer: string, origins: Map<string, string>): Json {
  const { items } = schema
  if (!Array.isArray(items)) return schema
  origins.set(joinPointer(pointer, 'prefixItems'), joinPointer(pointer, 'items'))
  return {
    ...without(schema, 'items'),
    prefixItems: items.map((item: unknown) => (isRecord(item) ? item : {})),
  }
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']

function knownTypes(schema: Json, { warn }: SchemaRepair): Json {
  if (schema['type'] === 'file') return { ...schema, type: 'string', format: 'binary' }
  if (schema['type'] === undefined) return schema
  const types: unknown[] = [schema['type']].flat()
  // YAML reads `[string, null]` as a list with no value.
  const meant = Array.isArray(schema['type']) ? types.map((type) => (type === null ? 'null' : type)) : types
  const known = [...new Set(meant.filter((type) => typeof type === 'string' && TYPES.includes(type)))]
  if (types.length === 0) {
    warn('type', '`type` is empty. It is ignored.')
    return without(schema, 'type')
  }
  if (known.length === types.length)
    return { ...schema, type: Array.isArray(schema['type']) ? known : known[0] }
  const unknown = meant.find((type) => !known.includes(type))
  if (unknown !== undefined)
    warn('type', `Unknown type \`${textOf(unknown)}\`. Expected ${TYPES.join(', ')}. It is ignored.`)
  return known.length === 0
    ? without(schema, 'type')
    : { ...schema, type: Array.isArray(schema['type']) ? known : known[0] }
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** An empty list of alternatives or values allows nothing, which no author means. */
function emptyLists(schema: Json, { warn }: SchemaRepair): Json {
  let current = schema
  for (const keyword of ['enum', 'allOf', 'anyOf', 'oneOf']) {
    const list = current[keyword]
    if (!Array.isArray(list)) continue
    if (list.length === 0) {
      warn(keyword, `\`${keyword}\` is empty. It is ignored.`)
      current = without(current, keyword)
    } else if (keyword === 'enum') current = { ...current, enum: distinct(list) }
  }
  const { required } = current
  if (
    Array.isArray(required) &&
    new Set(required).size + required.filter((name) => typeof name !== 'string').length !== required.length
  )
    return { ...current, required: [...new Set(required.filter((name) => typeof name === 'string'))] }
  return current
}

/** `dependentRequired` has a list of names for each name. */
function dependencies(schema: Json, { warn }: SchemaRepair): Json {
  const { dependentRequired: written } = schema
  if (!isRecord(written)) return schema
  const isList = (value: unknown): boolean =>
    Array.isArray(value) && value.every((name) => typeof name === 'string')
  const entries = Object.entries(written)
  const kept = entries.filter(([, names]) => isList(names))
  if (kept.length === entries.length) return schema
  warn(
    'dependentRequired',
    '`dependentRequired` needs a list of names for each name. The others are ignored.',
  )
  return { ...schema, dependentRequired: Object.fromEntries(kept) }
}

function discriminators(schema: Json, { document, warn }: SchemaRepair): Json {
  const { discriminator } = schema
  if (discriminator === undefined) return schema
  if (typeof discriminator === 'string') return { ...schema, discriminator: { propertyName: discriminator } }
  if (!isRecord(discriminator) || typeof discriminator['propertyName'] !== 'string') {
    warn('discriminator', '`discriminator` needs a `propertyName`. It is ignored.')
    return without(schema, 'discriminator')
  }
  const { mapping } = discriminator
  if (!isRecord(mapping)) return schema
  const unknown = Object.keys(mapping).filter((value) => !isMapped(mapping[value], document))
  if (unknown.length === 0) return schema
  for (const value of unknown)
    warn(
      joinPointer('discriminator', 'mapping', value),
      `The discriminator leads to ${excerpt(mapping[value])}, which does not exist. It is ignored.`,
    )
  return { ...schema, discriminator: { ...discriminator, mapping: without(mapping, ...unknown) } }
}

/** Whether a name or a reference leads to a schema. Files are not followed. */
function isMapped(target: unknown, document: Json): boolean {
  if (typeof target !== 'string') return false
  if (target.startsWith('#')) return get(document, refToPointer(target)) !== undefined
  return /[./]/.test(target) || get(document, joinPointer('/components/schemas', target)) !== undefined
}

/** A pattern that no engine here can test stays. Its keyword is not checked. */
function patterns(schema: Json, { warn }: SchemaRepair): Json {
  const { pattern, patternProperties } = schema
  const names = Object.keys(isRecord(patternProperties) ? patternProperties : {})
  for (const [key, text] of [
    ['pattern', pattern] as const,
    ...names.map((name) => [joinPointer('patternProperties', name), name] as const),
  ]) {
    const reason = typeof text === 'string' ? compileFor('any', text).reason : undefined
    if (reason !== undefined) warn(key, `The pattern ${excerpt(text)} ${reason}. It is not checked.`)
  }
  return schema
}

/** `nodeType` (OpenAPI 3.2) replaces `attribute` and `wrapped`. */
function xmlNodes(schema: Json, { warn }: SchemaRepair): Json {
  const { xml, type } = schema
  if (!isRecord(xml) || xml['nodeType'] === undefined) return schema
  const { nodeType, ...others } = xml
  if (nodeType === 'attribute') return { ...schema, xml: { ...others, attribute: true } }
  if (nodeType === 'element')
    return { ...schema, xml: type === 'array' ? { ...others, wrapped: true } : others }
  if (nodeType !== 'none')
    warn(
      joinPointer('xml', 'nodeType'),
      `\`nodeType: ${textOf(nodeType)}\` (OpenAPI 3.2) is not supported. It is ignored.`,
    )
  return { ...schema, xml: others }
}

/** `x-nullable` of OpenAPI 2.0, in a newer description. */
function vendorNullable(schema: Json, repair: SchemaRepair): Json {
  const { 'x-nullable': isNullable, ...others } = schema
  if (isNullable !== true) return schema
  repair.warn('x-nullable', '`x-nullable` is of OpenAPI 2.0. It is read as `nullable: true`.')
  return nullable({ ...others, nullable: true }, { ...repair, isOld: true })
}

/** `nullable` (OpenAPI 3.0) allows `null`. */
function nullable(schema: Json, { pointer, isOld, origins, warn }: SchemaRepair): Json {
  const { nullable: isNullable, ...others } = schema
  if (isNullable === undefined) return schema
  if (!isOld) warn('nullable', '`nullable` is not a keyword since OpenAPI 3.1. It is read as in OpenAPI 3.0.')
  if (isNullable !== true) return others
  const { type } = others
  const enumeration: unknown = others['enum']
  const withNull: Json = { ...others }
  if (Array.isArray(enumeration) && !enumeration.includes(null))
    withNull['enum'] = [...(enumeration as unknown[]), null]
  if (type !== undefined) withNull['type'] = [...new Set([type, 'null'].flat())]
  const applicators = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not'].filter(
    (keyword) => others[keyword] !== undefined,
  )
  if (applicators.length === 0) return withNull
  // The other schemas may not allow `null`, so it becomes an alternative to all of them.
  const annotations = Object.entries(others).filter(([key]) =>
    /^(?:title|description|deprecated|readOnly|writeOnly|example|default|x-.*)$/.test(key),
  )
  const constraints = Object.entries(others).filter(([key]) => !annotations.some(([name]) => name === key))
  origins.set(joinPointer(pointer, 'anyOf', 0), pointer)
  return { ...Object.fromEntries(annotations), anyOf: [Object.fromEntries(constraints), { type: 'null' }] }
}
