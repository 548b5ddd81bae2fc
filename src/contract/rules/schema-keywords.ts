import { dereference, joinPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'
import { ASSERTIONS, CLOSING_KEYWORDS } from '../../schema/index.ts'

/** A keyword of a schema that demands something of a value. */
export interface KeywordRequirement {
  /** Of the keyword in the bundled document; of a required property: of its entry in the list. */
  readonly pointer: string
  readonly keyword: string
  /** The way from the schema's root to the value: property names, `*` for any, `[]` for an item. */
  readonly path: readonly string[]
  readonly text: string
}

const ALL_ASSERTIONS: readonly string[] = Object.values(ASSERTIONS).flat()

const knownRequirements = new WeakMap<object, Map<string, readonly KeywordRequirement[]>>()

/**
 * Every keyword demand of the schema at `pointer`, references followed, each place once.
 *
 * @param excludedMark properties that do not go this way: `readOnly` in a request, `writeOnly` in a response
 */
export function keywordRequirements(
  document: OpenAPIDocument,
  pointer: string,
  excludedMark: 'readOnly' | 'writeOnly',
): readonly KeywordRequirement[] {
  const byKey = knownRequirements.get(document) ?? new Map<string, readonly KeywordRequirement[]>()
  knownRequirements.set(document, byKey)
  const key = `${excludedMark} ${dereference(document, pointer).pointer}`
  const known = byKey.get(key) ?? findRequirements(document, pointer, excludedMark)
  byKey.set(key, known)
  return known
}

function findRequirements(
  document: OpenAPIDocument,
  pointer: string,
  excludedMark: 'readOnly' | 'writeOnly',
): KeywordRequirement[] {
  const found: KeywordRequirement[] = []
  const seen = new Set<string>()
  const hidden = new Set<string>()
  walkSchema(document, pointer, (schema, at, path) => {
    if (schema[excludedMark] === true && path.length > 0) hidden.add(path.join('.'))
    if (seen.has(at) || schema[excludedMark] === true) return false
    seen.add(at)
    found.push(...requirementsOf(schema, at, path))
    return true
  })
  return found.filter(({ keyword, path }) => keyword !== 'required' || !hidden.has(path.join('.')))
}

/** A property that a response must not contain. */
export interface WriteOnlyProperty {
  /** Of the mark. */
  readonly pointer: string
  readonly path: readonly string[]
}

const knownWriteOnly = new WeakMap<object, Map<string, readonly WriteOnlyProperty[]>>()

/** Returns the `writeOnly` properties of the schema at `pointer`, each place once. */
export function writeOnlyProperties(
  document: OpenAPIDocument,
  pointer: string,
): readonly WriteOnlyProperty[] {
  const byPointer = knownWriteOnly.get(document) ?? new Map<string, readonly WriteOnlyProperty[]>()
  knownWriteOnly.set(document, byPointer)
  const known = byPointer.get(pointer)
  if (known !== undefined) return known
  const found: WriteOnlyProperty[] = []
  const seen = new Set<string>()
  walkSchema(document, pointer, (schema, at, path) => {
    if (seen.has(at)) return false
    seen.add(at)
    // Patterns and tuples overlap with other parts of their schema: which value is meant is not sure.
    if (path.at(-1) === '*' || schema.prefixItems !== undefined) return false
    const isNamed = path.length > 0 && path.at(-1) !== '[]'
    if (schema['writeOnly'] !== true) return true
    if (isNamed) found.push({ pointer: joinPointer(at, 'writeOnly'), path })
    return false
  })
  byPointer.set(pointer, found)
  return found
}

function requirementsOf(schema: Schema, pointer: string, path: readonly string[]): KeywordRequirement[] {
  const where = path.length === 0 ? 'the value' : `\`${path.join('.')}\``
  const requirements = ALL_ASSERTIONS.filter((keyword) => schema[keyword] !== undefined).map((keyword) => ({
    pointer: joinPointer(pointer, keyword),
    keyword,
    path,
    text: sentence(where, keyword, schema[keyword]),
  }))
  const required = (schema.required ?? []).map((name, index) => ({
    pointer: joinPointer(pointer, 'required', index),
    keyword: 'required',
    path: [...path, name],
    text: `${where} has \`${name}\`.`,
  }))
  const closed = Object.entries(CLOSING_KEYWORDS).flatMap(([jsonType, keywords]) =>
    keywords
      .filter((keyword) => schema[keyword] === false)
      .map((keyword) => ({
        pointer: joinPointer(pointer, keyword),
        keyword,
        path,
        text: `${where} has no other ${jsonType === 'array' ? 'items' : 'properties'} than the described ones.`,
      })),
  )
  return [...requirements, ...required, ...closed]
}

function sentence(where: string, keyword: string, value: unknown): string {
  const shown = typeof value === 'object' && keyword !== 'enum' && keyword !== 'type' ? '…' : show(value)
  return `${where}: ${keyword} ${shown}.`
}

function show(value: unknown): string {
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item)).join(' | ') : JSON.stringify(value)
}

/**
 * Visits a schema and what it is made of: properties, items, `allOf`. What stands under `anyOf`, `oneOf`, `not`
 * and `if` is no demand by itself and is not entered.
 *
 * @param visit returns whether to go below
 */
function walkSchema(
  document: OpenAPIDocument,
  pointer: string,
  visit: (schema: Schema, pointer: string, path: readonly string[]) => boolean,
): void {
  // A loop, because references may form a chain of thousands.
  const waiting: { pointer: string; path: readonly string[] }[] = [{ pointer, path: [] }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path } = next
    const { value: schema, pointer: at } = dereference<Schema>(document, next.pointer)
    if (typeof schema !== 'object' || path.length > DEEPEST_RULE || !visit(schema, at, path)) continue
    const below = children(schema).map(([part, step]) => ({
      pointer: at + part,
      path: step === undefined ? path : [...path, step],
    }))
    waiting.push(...below.reverse())
  }
}

/** The greatest depth of a keyword with a rule. No request and no response reaches deeper ones. */
const DEEPEST_RULE = 100

function children(schema: Schema): (readonly [string, string | undefined])[] {
  return [
    ...Object.keys(schema.properties ?? {}).map((name) => [joinPointer('/properties', name), name] as const),
    ...Object.keys(schema.patternProperties ?? {}).map(
      (name) => [joinPointer('/patternProperties', name), '*'] as const,
    ),
    ...(typeof schema.additionalProperties === 'object' ? [['/additionalProperties', '*'] as const] : []),
    ...(typeof schema.items === 'object' ? [['/items', '[]'] as const] : []),
    ...(schema.prefixItems ?? []).map((_, index) => [joinPointer('/prefixItems', index), '[]'] as const),
    ...(schema.allOf ?? []).map((_, index) => [joinPointer('/allOf', index), undefined] as const),
  ]
}
