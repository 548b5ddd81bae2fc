import { get, joinPointer } from './pointer.ts'
import { dereference } from './reference.ts'
import type { Schema } from './schema.ts'

/** What a request may send for a schema: itself and its `allOf` as one, without what is `readOnly` or forbidden. */
export interface Shape {
  /** The keywords of all parts together; where two say the same keyword, the last one's. */
  readonly schema: Schema
  /** Property → where its schema stands. */
  readonly properties: ReadonlyMap<string, string>
  readonly required: readonly string[]
  readonly items: string | undefined
  /** Where the schemas of the first items stand (`prefixItems`). */
  readonly firstItems: readonly string[]
  readonly contains: string | undefined
  /** Where the schema of properties stands that have none of their own. */
  readonly additional: string | undefined
  /** Where the alternatives of `oneOf` or `anyOf` stand. */
  readonly branches: readonly string[]
}

/** @param branch which alternative is taken for a part, where there are some */
export function shapeOf(document: object, pointer: string, branch = 0): Shape {
  const parts = partsOf(document, pointer, branch)
  const properties = new Map<string, string>()
  const hidden = new Set<string>()
  const forbidden = new Set<string>()
  for (const { schema, at } of parts) {
    for (const name of Object.keys(schema.properties ?? {})) {
      const propertyPointer = joinPointer(at, 'properties', name)
      if (isExcluded(document, propertyPointer, 'readOnly')) hidden.add(name)
      else if (isForbidden(dereference<Schema>(document, propertyPointer).value)) forbidden.add(name)
      else properties.set(name, propertyPointer)
    }
  }
  for (const name of [...hidden, ...forbidden]) properties.delete(name)
  const required = parts.flatMap(({ schema }) => schema.required ?? [])
  const last = (keyword: string): string | undefined => {
    const part = parts.findLast(({ schema }) => typeof schema[keyword] === 'object')
    return part === undefined ? undefined : joinPointer(part.at, keyword)
  }
  return {
    schema: Object.assign({}, ...parts.map(({ schema }) => schema)) as Schema,
    properties,
    required: [...new Set(required)].filter((name) => !hidden.has(name)),
    items: last('items'),
    firstItems: listAt(document, last('prefixItems')),
    contains: last('contains'),
    additional: last('additionalProperties'),
    branches: parts.flatMap(({ schema, at }) => branchesOf(schema, at)),
  }
}

/** What marks a property that does not go this way: `readOnly` in a request, `writeOnly` in a response. */
export type ExcludedMark = 'readOnly' | 'writeOnly'

/** Whether a schema, or a part of it, is marked so. */
function isExcluded(document: object, pointer: string, excludedMark: ExcludedMark): boolean {
  const { value, pointer: at } = dereference<Schema>(document, pointer)
  if (value[excludedMark] === true) return true
  return (value.allOf ?? []).some((_, index) =>
    isExcluded(document, joinPointer(at, 'allOf', index), excludedMark),
  )
}

/** The properties of a schema and of its parts that do not go this way; of a part, of the whole, too. */
export function excludedNames(document: object, pointer: string, excludedMark: ExcludedMark): Set<string> {
  const whole = /^(.*)\/allOf\/\d+$/.exec(pointer)?.[1]
  return whole === undefined
    ? ownExcludedNames(document, pointer, excludedMark)
    : excludedNames(document, whole, excludedMark)
}

function ownExcludedNames(document: object, pointer: string, excludedMark: ExcludedMark): Set<string> {
  const { value, pointer: at } = dereference<Schema>(document, pointer)
  const names = Object.keys(value.properties ?? {}).filter((name) =>
    isExcluded(document, joinPointer(at, 'properties', name), excludedMark),
  )
  const parts = (value.allOf ?? []).map((_, index) => joinPointer(at, 'allOf', index))
  return new Set([...names, ...parts.flatMap((part) => [...ownExcludedNames(document, part, excludedMark)])])
}

/** Every property of a schema and of its parts → where its schema stands; the last one's, where two have it. */
export function propertiesOf(document: object, pointer: string): Map<string, string> {
  return new Map(
    partsOf(document, pointer, 0).flatMap(({ schema, at }) =>
      Object.keys(schema.properties ?? {}).map(
        (name) => [name, joinPointer(at, 'properties', name)] as const,
      ),
    ),
  )
}

function listAt(document: object, pointer: string | undefined): string[] {
  const list = pointer === undefined ? [] : (get(document, pointer) as unknown[])
  return list.map((_, index) => joinPointer(pointer ?? '', index))
}

/** What `false` has become (`normalize.ts`): no value fits. */
function isForbidden({ not }: Schema): boolean {
  return typeof not === 'object' && Object.keys(not).length === 0
}

/** A schema that is about the whole value, and where it stands. */
export interface Part {
  schema: Schema
  at: string
}

/** A schema and its `allOf`, innermost first; of alternatives the one that is chosen. */
export function partsOf(document: object, pointer: string, branch = 0): Part[] {
  const { value, pointer: at } = dereference<Schema | boolean>(document, pointer)
  if (typeof value !== 'object') return []
  const selectedBranch = branchesOf(value, at)[branch]
  const below = (value.allOf ?? []).map((_, index) => joinPointer(at, 'allOf', index))
  return [
    ...[...below, ...(selectedBranch === undefined ? [] : [selectedBranch])].flatMap((part) =>
      partsOf(document, part, 0),
    ),
    { schema: value, at },
  ]
}

function branchesOf(schema: Schema, at: string): string[] {
  return (['oneOf', 'anyOf'] as const).flatMap((keyword) =>
    (schema[keyword] ?? []).map((_, index) => joinPointer(at, keyword, index)),
  )
}
