import { joinPointer, SUBSCHEMA_KEYWORDS } from '../schema/index.ts'
import { METHODS } from './methods.ts'

/** The types of OpenAPI objects that can contain schemas or examples. */
export type PartKind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'callback'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'example'
  | 'schema'

/** Key → the type of its value. In brackets: a list or a map of such values. `*` is any key. */
const PARTS: Record<PartKind, Readonly<Record<string, PartKind | readonly [PartKind]>>> = {
  document: { paths: ['pathItem'], webhooks: ['pathItem'], components: 'components' },
  components: {
    schemas: ['schema'],
    responses: ['response'],
    parameters: ['parameter'],
    examples: ['example'],
    requestBodies: ['requestBody'],
    headers: ['parameter'],
    pathItems: ['pathItem'],
    callbacks: ['callback'],
  },
  pathItem: {
    parameters: ['parameter'],
    ...Object.fromEntries(METHODS.map((method) => [method, 'operation' as const])),
  },
  operation: {
    parameters: ['parameter'],
    requestBody: 'requestBody',
    responses: ['response'],
    callbacks: ['callback'],
  },
  callback: { '*': 'pathItem' },
  // A Header Object is a parameter without a name.
  parameter: { schema: 'schema', content: ['mediaType'], examples: ['example'] },
  requestBody: { content: ['mediaType'] },
  response: { headers: ['parameter'], content: ['mediaType'] },
  mediaType: { schema: 'schema', examples: ['example'], encoding: ['encoding'] },
  encoding: { headers: ['parameter'] },
  example: {},
  schema: {
    ...Object.fromEntries(SUBSCHEMA_KEYWORDS.one.map((keyword) => [keyword, 'schema' as const])),
    ...Object.fromEntries(
      [...SUBSCHEMA_KEYWORDS.list, ...SUBSCHEMA_KEYWORDS.map].map((keyword) => [
        keyword,
        ['schema'] as const,
      ]),
    ),
  },
}

/** Returns a part or its replacement. */
export type PartTransform = (part: unknown, partKind: PartKind, pointer: string) => unknown

/**
 * Returns a copy in which all parts below and then the part itself are transformed. References are not followed. Parts in
 * which nothing changes are shared with the original.
 *
 * @param prepare changes a part before the parts below are transformed
 */
export function mapParts(
  part: unknown,
  partKind: PartKind,
  transform: PartTransform,
  pointer = '',
  prepare?: PartTransform,
): unknown {
  const prepared = prepare === undefined ? part : prepare(part, partKind, pointer)
  if (typeof prepared !== 'object' || prepared === null || Array.isArray(prepared))
    return transform(prepared, partKind, pointer)
  const childKinds = PARTS[partKind]
  const copy = mapEntries(prepared, (key, child) => {
    const childKind = Object.hasOwn(childKinds, key) ? childKinds[key] : childKinds['*']
    if (childKind === undefined) return child
    const at = joinPointer(pointer, key)
    return typeof childKind === 'string'
      ? mapParts(child, childKind, transform, at, prepare)
      : mapCollection(child, childKind[0], transform, at, prepare)
  })
  return transform(copy, partKind, pointer)
}

function mapCollection(
  parts: unknown,
  partKind: PartKind,
  transform: PartTransform,
  pointer: string,
  prepare?: PartTransform,
): unknown {
  const map = (key: string | number, part: unknown): unknown =>
    mapParts(part, partKind, transform, joinPointer(pointer, key), prepare)
  if (Array.isArray(parts)) {
    const mapped = parts.map((part, index) => map(index, part))
    return mapped.every((part, index) => part === parts[index]) ? parts : mapped
  }
  return typeof parts === 'object' && parts !== null ? mapEntries(parts, map) : parts
}

/** Maps the own properties of an object, even one with the name `__proto__`. An unchanged object is not copied. */
function mapEntries(object: object, map: (key: string, value: unknown) => unknown): object {
  const entries = object as Record<string, unknown>
  let copy: Record<string, unknown> | undefined
  for (const key of Object.keys(entries)) {
    const value = entries[key]
    const mapped = map(key, value)
    if (mapped === value) continue
    copy ??= { ...entries }
    copy[key] = mapped
  }
  return copy ?? object
}
