import { withoutWrongExamples } from './known-values.ts'
import { get, joinPointer } from './pointer.ts'
import { dereference } from './reference.ts'
import type { Schema } from './schema.ts'

/** A schema and its `allOf` as one, as a request may send it: without `readOnly` and forbidden properties. */
export interface Shape {
  /** The keywords of all parts. If two parts have the same keyword, the last one counts. */
  readonly schema: Schema
  /** Property → the pointer of its schema. */
  readonly properties: ReadonlyMap<string, string>
  readonly required: readonly string[]
  readonly items: string | undefined
  /** The pointers of the schemas in `prefixItems`. */
  readonly firstItems: readonly string[]
  readonly contains: string | undefined
  /** The pointer of the schema in `additionalProperties`. */
  readonly additional: string | undefined
  /** The pointers of the alternatives in `oneOf` and `anyOf`. */
  readonly branches: readonly string[]
  /** The number of schemas that a value is tested against, without those of its own values. */
  readonly tests: number
}

const known = new WeakMap<object, Map<string, Shape>>()

/** Returns the shape of a schema. It is computed once. @param branch the index of the alternative to include */
export function shapeOf(document: object, pointer: string, branch = 0): Shape {
  const shapes = known.get(document) ?? new Map<string, Shape>()
  known.set(document, shapes)
  const key = `${branch} ${pointer}`
  const existing = shapes.get(key)
  if (existing !== undefined) return existing
  // All references to a schema have one shape.
  const { pointer: at } = dereference(document, pointer)
  const shape = at === pointer ? computeShape(document, pointer, branch) : shapeOf(document, at, branch)
  shapes.set(key, shape)
  return shape
}

function computeShape(document: object, pointer: string, branch: number): Shape {
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
    schema: withoutWrongExamples(Object.assign({}, ...parts.map(({ schema }) => schema)) as Schema),
    properties,
    required: [...new Set(required)].filter((name) => !hidden.has(name)),
    items: last('items'),
    firstItems: listAt(document, last('prefixItems')),
    contains: last('contains'),
    additional: last('additionalProperties'),
    branches: together(parts.map(({ schema, at }) => branchesOf(document, schema, at))),
    tests: parts.reduce((sum, { schema }) => sum + testsOf(schema), 0),
  }
}

/** The mark of properties that a direction excludes: `readOnly` in a request, `writeOnly` in a response. */
export type ExcludedMark = 'readOnly' | 'writeOnly'

/** Whether a schema or a part of its `allOf` has the mark. */
function isExcluded(document: object, pointer: string, excludedMark: ExcludedMark): boolean {
  return allOfParts(document, pointer).some(({ schema }) => schema[excludedMark] === true)
}

/** The names that were found, by mark and pointer. */
const excluded = new WeakMap<object, Map<string, ReadonlySet<string>>>()

/** Returns the properties with the mark, of a schema and its `allOf`. A part of an `allOf` has those of the whole. */
export function excludedNames(
  document: object,
  pointer: string,
  excludedMark: ExcludedMark,
): ReadonlySet<string> {
  if (!marksIn(document).has(excludedMark)) return NO_NAMES
  const whole = pointer.includes('/allOf/') ? pointer.replace(/(?:\/allOf\/\d+)+$/, '') : pointer
  const byPointer = excluded.get(document) ?? new Map<string, ReadonlySet<string>>()
  excluded.set(document, byPointer)
  const key = `${excludedMark} ${whole}`
  const names = byPointer.get(key) ?? ownExcludedNames(document, whole, excludedMark)
  byPointer.set(key, names)
  return names
}

const NO_NAMES: ReadonlySet<string> = new Set()

const marks = new WeakMap<object, ReadonlySet<ExcludedMark>>()

/** Returns the marks that any part of a document has. Most documents have none. */
function marksIn(document: object): ReadonlySet<ExcludedMark> {
  const known = marks.get(document)
  if (known !== undefined) return known
  const found = new Set<ExcludedMark>()
  const walk = (value: object): void => {
    for (const [key, child] of Object.entries(value) as [string, unknown][]) {
      if (child === true && (key === 'readOnly' || key === 'writeOnly')) found.add(key)
      else if (typeof child === 'object' && child !== null) walk(child)
    }
  }
  walk(document)
  marks.set(document, found)
  return found
}

function ownExcludedNames(document: object, pointer: string, excludedMark: ExcludedMark): Set<string> {
  return new Set(
    allOfParts(document, pointer).flatMap(({ schema, at }) =>
      Object.keys(schema.properties ?? {}).filter((name) =>
        isExcluded(document, joinPointer(at, 'properties', name), excludedMark),
      ),
    ),
  )
}

/** Returns a schema and all parts of its `allOf`, each once even if several parts refer to it. */
function allOfParts(document: object, pointer: string): Part[] {
  const { value, pointer: start } = dereference<Schema>(document, pointer)
  if (value.allOf === undefined) return [{ schema: value, at: start }]
  const parts = new Map<string, Part>()
  const waiting = [pointer]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: schema, pointer: at } = dereference<Schema>(document, next)
    if (parts.has(at)) continue
    parts.set(at, { schema, at })
    waiting.push(...(schema.allOf ?? []).map((_, index) => joinPointer(at, 'allOf', index)))
  }
  return [...parts.values()]
}

/** Returns the pointers of the schemas of all properties. If two parts have the same property, the last one counts. */
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

/** Whether a schema was `false` before it was normalized (`normalize.ts`): it allows no value. */
function isForbidden({ not }: Schema): boolean {
  return typeof not === 'object' && Object.keys(not).length === 0
}

/** A schema that applies to the whole value, and its pointer. */
export interface Part {
  schema: Schema
  at: string
}

/**
 * Returns the parts of a schema's `allOf`, the chosen alternative and the schema itself, innermost first. A part that
 * several others refer to is in the list once.
 */
export function partsOf(document: object, pointer: string, branch = 0, seen = new Set<string>()): Part[] {
  const { value, pointer: at } = dereference<Schema | boolean>(document, pointer)
  if (typeof value !== 'object' || seen.has(at)) return []
  seen.add(at)
  const selectedBranch = branchesOf(document, value, at)[branch]
  const below = (value.allOf ?? []).map((_, index) => joinPointer(at, 'allOf', index))
  return [
    ...[...below, ...(selectedBranch === undefined ? [] : [selectedBranch])].flatMap((part) =>
      partsOf(document, part, 0, seen),
    ),
    { schema: value, at },
  ]
}

const NO_BRANCHES: readonly string[] = []

/** The pointers that were found, by schema. A schema of thousands of alternatives has as many shapes. */
const branchesAt = new WeakMap<object, Map<string, readonly string[]>>()

function branchesOf(document: object, { oneOf = [], anyOf = [] }: Schema, at: string): readonly string[] {
  if (oneOf.length + anyOf.length === 0) return NO_BRANCHES
  const byPointer = branchesAt.get(document) ?? new Map<string, readonly string[]>()
  branchesAt.set(document, byPointer)
  const branches = byPointer.get(at) ?? [
    ...oneOf.map((_, index) => joinPointer(at, 'oneOf', index)),
    ...anyOf.map((_, index) => joinPointer(at, 'anyOf', index)),
  ]
  byPointer.set(at, branches)
  return branches
}

function testsOf(schema: Schema): number {
  const { allOf, anyOf, oneOf, dependentSchemas, patternProperties } = schema
  const lists: unknown[] = [allOf, anyOf, oneOf, dependentSchemas, patternProperties]
  return lists.reduce((sum: number, list) => sum + Object.keys(list ?? {}).length, 1)
}

/** Joins lists, most of which are empty. */
function together(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = NO_BRANCHES, ...others] = lists.filter(({ length }) => length > 0)
  return others.length === 0 ? first : [...first, ...others.flat()]
}
