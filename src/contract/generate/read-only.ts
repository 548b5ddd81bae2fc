import { dereference, joinPointer } from '../../description/index.ts'
import type { Content, OpenAPIDocument, Operation, Schema } from '../../description/index.ts'
import {
  schemasOf,
  compilePattern,
  excludedNames,
  propertiesOf,
  shapeOf,
  simplest,
} from '../../schema/index.ts'
import { canEncode, validBody } from '../../serialization/index.ts'

/** A body that tries to set what is the server's own. */
export interface Attempt {
  /** What it names of the answer, with values of its own. */
  readonly others: Readonly<Record<string, unknown>>
  readonly value: unknown
  /** Whether the request's schema does not allow it: then it is refused. */
  readonly isUnknown: boolean
}

/** How a request may try to set what an answer marks as the server's own. */
export interface Attempts {
  /** Where the description marks it. */
  readonly pointer: string
  /** One for all that may be ignored, and one for each that has to be refused. */
  readonly bodies: readonly Attempt[]
}

/**
 * Attempts to set what the successes of an operation call `readOnly` (JSON Schema 2020-12 Validation, section 9.4);
 * undefined where nothing is called so, or a request could not name it.
 */
export function attemptsOf(
  { responses }: Operation,
  content: Content,
  document: OpenAPIDocument,
): Attempts | undefined {
  const { schema } = content
  const base = canEncode(content) ? validBody(document, content)?.value : undefined
  if (schema === undefined || typeof base !== 'object' || base === null || Array.isArray(base))
    return undefined
  const successContents = responses
    .filter(({ status }) => /^2/.test(status))
    .flatMap((response) => response.content)
  const marked = successContents
    .map((responseContent) =>
      responseContent.schema === undefined ? undefined : markedIn(document, responseContent.schema),
    )
    .find((found) => found !== undefined)
  if (marked === undefined) return undefined
  const isAllowedProperty = allowedProperties(document, schema)
  const others = [...marked.properties].flatMap(([name, at]): [string, unknown][] => {
    const value = isAllowedProperty(name) ? undefined : otherValue(document, at)
    return value === undefined ? [] : [[name, value]]
  })
  const known = excludedNames(document, schema, 'readOnly')
  const isUnknown = ([name, value]: readonly [string, unknown]): boolean =>
    !known.has(name) && !schemasOf(document).mayBeValid(schema, { ...base, [name]: value })
  const mild = others.filter((other) => !isUnknown(other))
  const groups = [...(mild.length === 0 ? [] : [mild]), ...others.filter(isUnknown).map((other) => [other])]
  const bodies = groups.map((group) => ({
    others: Object.fromEntries(group),
    value: { ...base, ...Object.fromEntries(group) },
    isUnknown: group !== mild,
  }))
  return bodies.length === 0 ? undefined : { pointer: marked.pointer, bodies }
}

/** What a request may name, in whichever of its alternatives. */
function allowedProperties(document: OpenAPIDocument, schema: string): (name: string) => boolean {
  const { branches } = shapeOf(document, schema)
  const shapes = [0, ...branches.keys()].map((branch) => shapeOf(document, schema, branch))
  const names = new Set(shapes.flatMap(({ properties }) => [...properties.keys()]))
  const patterns = shapes.flatMap(({ schema: { patternProperties = {} } }) => Object.keys(patternProperties))
  const additional = shapes.some((shape) => shape.additional !== undefined)
  return (name) =>
    names.has(name) || additional || patterns.some((pattern) => compilePattern(pattern)?.test(name) ?? true)
}

/** What a schema marks: all of it, or some properties, each → where its schema stands. */
function markedIn(
  document: OpenAPIDocument,
  schema: string,
): { pointer: string; properties: ReadonlyMap<string, string> } | undefined {
  const properties = propertiesOf(document, schema)
  const whole = markOf(document, schema)
  if (whole !== undefined) return { pointer: whole, properties }
  const names = excludedNames(document, schema, 'readOnly')
  const marked = new Map([...properties].filter(([name]) => names.has(name)))
  return marked.size === 0 ? undefined : { pointer: schema, properties: marked }
}

function markOf(document: OpenAPIDocument, schema: string): string | undefined {
  const { value, pointer } = dereference<Schema>(document, schema)
  if (value['readOnly'] === true) return joinPointer(pointer, 'readOnly')
  const parts = (value.allOf ?? []).map((_, index) => markOf(document, joinPointer(pointer, 'allOf', index)))
  return parts.find((mark) => mark !== undefined)
}

/**
 * A value for a property that no server comes to by itself: one like its simplest, but another. Undefined for what has
 * few values or parts.
 */
export function otherValue(document: OpenAPIDocument, schema: string): string | number | undefined {
  const { schema: whole } = shapeOf(document, schema)
  if (whole.enum !== undefined) return undefined
  const value = simplest(document, schema)
  if (value === null || value === '') return 'set by the request'
  if (typeof value === 'number') return Math.trunc(value) + 1_000_003
  if (typeof value !== 'string') return undefined
  if (/^\d+$/.test(value)) return String(BigInt(value) + 1_000_003n)
  const other = value.replaceAll(/[a-z0-9]/gi, next)
  return /[a-z0-9]{3}/i.test(other) ? other : undefined
}

/** The next letter of the alphabet, or the next digit. */
function next(character: string): string {
  if (/[zZ9]/.test(character)) return { z: 'a', Z: 'A', 9: '0' }[character] ?? ''
  return String.fromCharCode(character.charCodeAt(0) + 1)
}
