import { isRecord } from '../../schema/index.ts'
import type { PartKind } from '../parts.ts'
import type { Json } from '../json.ts'
import { shape, SHAPES } from './shapes.ts'
import type { Expected, Shape } from './shapes.ts'

/** A part that cannot be used. */
export const REMOVED = Symbol('removed')

/** Returns what is used instead of a part that is not an object; the part itself if it is correct or repaired later. */
export function repairMistyped(part: unknown, partKind: PartKind, pointer: string): unknown {
  if (partKind === 'schema') return typeof part === 'boolean' ? part : {}
  if (partKind === 'mediaType') return {}
  const isItem = /\/parameters\/\d+$/.test(pointer)
  const isIn = (folder: string): boolean => pointer.startsWith(`/components/${folder}/`)
  if (partKind === 'parameter') return isItem && !isIn('parameters') ? part : REMOVED
  if (partKind === 'response') return isIn('responses') ? REMOVED : part
  if (partKind === 'pathItem') return pointer.startsWith('/paths/') ? part : REMOVED
  return ['example', 'encoding', 'callback'].includes(partKind) || isIn('requestBodies') ? REMOVED : part
}

/** The keywords of a schema that contain schemas. They are checked before what they contain. */
const CONTAINERS: Shape = {
  ...shape('object', 'properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'),
  ...shape('array', 'allOf', 'anyOf', 'oneOf', 'prefixItems'),
}

/**
 * Returns a copy without the keys whose values have the wrong JSON type. A number or a boolean is read as a text.
 *
 * @param isFirst whether the parts below have not been repaired yet
 */
export function dropMistyped(
  written: Json,
  partKind: PartKind,
  report: (key: string, message: string) => void,
  isFirst = false,
): Json {
  const expected: Shape =
    partKind === 'schema' && isFirst ? CONTAINERS : { ...SHAPES[partKind], $ref: 'string' }
  const part = withTexts(written, expected, report)
  const wrong = Object.keys(part).filter((key) => {
    const type = Object.hasOwn(expected, key) ? expected[key] : undefined
    return type !== undefined && !hasType(part[key], type)
  })
  if (wrong.length === 0) return part
  for (const key of wrong)
    report(
      key,
      `Expected \`${key}\` to be ${WORDS[expected[key] ?? 'object']}. Received ${excerpt(part[key])}. It is ignored.`,
    )
  return Object.fromEntries(Object.entries(part).filter(([key]) => !wrong.includes(key)))
}

/** Returns a copy in which numbers and booleans are texts, where texts are expected: YAML reads `name: 5` as a number. */
function withTexts(part: Json, expected: Shape, report: (key: string, message: string) => void): Json {
  const isText = (key: string): boolean =>
    key !== '$ref' &&
    Object.hasOwn(expected, key) &&
    expected[key] === 'string' &&
    ['number', 'boolean'].includes(typeof part[key])
  const keys = Object.keys(part).filter(isText)
  if (keys.length === 0) return part
  for (const key of keys)
    report(key, `Expected \`${key}\` to be a string. Received ${excerpt(part[key])}. It is read as a text.`)
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, keys.includes(key) ? String(value) : value]),
  )
}

const WORDS: Record<Expected, string> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  schema: 'a schema',
  count: 'a non-negative integer',
  types: 'a type or a list of types',
}

function hasType(value: unknown, type: Expected): boolean {
  if (type === 'object') return isRecord(value)
  if (type === 'schema') return isRecord(value) || typeof value === 'boolean'
  if (type === 'array') return Array.isArray(value)
  if (type === 'types') return Array.isArray(value) || typeof value === 'string'
  if (type === 'count') return Number.isInteger(value) && (value as number) >= 0
  return typeof value === type
}

/** Returns a value for a message. */
export function excerpt(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``
}
