import { dereference, isSuccess, joinPointer } from '../../description/index.ts'
import type { Content, OpenAPIDocument, Operation, Schema } from '../../description/index.ts'
import { schemasOf, compileFor, excludedNames, propertiesOf, shapeOf, simplest } from '../../schema/index.ts'
import { canEncode, validBody } from '../../serialization/index.ts'

/** A request body that tries to set properties which only the server sets. */
export interface Attempt {
  /** The read-only properties that it sets to values which no server sets by itself. It may set more. */
  readonly others: Readonly<Record<string, unknown>>
  readonly value: unknown
  /** Whether the request schema forbids the property. Then the server must reject the request. */
  readonly isUnknown: boolean
}

/** The ways in which a request can try to set properties that a response marks as `readOnly`. */
export interface Attempts {
  /** The JSON Pointer of the mark. */
  readonly pointer: string
  /** Two bodies with all properties that a server may ignore, and one body for each that it must reject. */
  readonly bodies: readonly Attempt[]
}

/**
 * Returns attempts to set what the success responses of an operation mark as `readOnly` (JSON Schema 2020-12 Validation,
 * section 9.4). Undefined if nothing is marked, or if a request cannot contain it.
 */
export function attemptsOf(
  { responses, lifecycle }: Operation,
  content: Content,
  document: OpenAPIDocument,
): Attempts | undefined {
  const { schema } = content
  const base = canEncode(content) ? validBody(document, content)?.value : undefined
  if (schema === undefined || typeof base !== 'object' || base === null || Array.isArray(base))
    return undefined
  const successContents = responses
    .filter(({ status }) => isSuccess(status))
    .flatMap((response) => response.content)
  const marked = successContents
    .map((responseContent) =>
      responseContent.schema === undefined ? undefined : markedIn(document, responseContent.schema),
    )
    .find((found) => found !== undefined)
  if (marked === undefined) return undefined
  const isAllowedProperty = allowedProperties(document, schema)
  const others = [...marked.properties].flatMap(([name, propertySchema]): [string, unknown][] => {
    const value = isAllowedProperty(name)
      ? undefined
      : (otherValue(document, propertySchema) ?? otherMap(document, propertySchema))
    return value === undefined ? [] : [[name, value]]
  })
  const known = excludedNames(document, schema, 'readOnly')
  const isUnknown = ([name, value]: readonly [string, unknown]): boolean =>
    !known.has(name) && !schemasOf(document).mayBeValid(schema, { ...base, [name]: value })
  const ignorable = others.filter((other) => !isUnknown(other))
  // Only a comparison with the resource before shows what a request set.
  const isCompared = lifecycle?.changes !== undefined && ignorable.length > 0
  const choices = (isCompared ? [...marked.properties] : [])
    .filter(([name]) => !isAllowedProperty(name))
    .flatMap(([name, propertySchema]) =>
      twoChoices(document, propertySchema).map(([one, other]) => ({ name, one, other })),
    )
    .filter(({ name, one, other }) => ![one, other].some((choice) => isUnknown([name, choice])))
  const attempt = (entries: [string, unknown][], moreValues: object, isUnknownGroup: boolean): Attempt => ({
    others: Object.fromEntries(entries),
    value: { ...base, ...moreValues, ...Object.fromEntries(entries) },
    isUnknown: isUnknownGroup,
  })
  const choose = (which: 'one' | 'other'): object =>
    Object.fromEntries(choices.map((choice) => [choice.name, choice[which]]))
  const bodies = [
    ...(choices.length === 0 ? [] : [attempt([], choose('other'), false)]),
    ...(ignorable.length === 0 ? [] : [attempt(ignorable, choose('one'), false)]),
    ...others.filter(isUnknown).map((other) => attempt([other], {}, true)),
  ]
  return bodies.length === 0 ? undefined : { pointer: marked.pointer, bodies }
}

/**
 * Returns two values of a property that has few, such as a Boolean. A server may set either by itself, so only a comparison
 * with the resource before shows which one a request set.
 */
function twoChoices(document: OpenAPIDocument, schema: string): [unknown, unknown][] {
  const { schema: whole } = shapeOf(document, schema)
  const choices = whole.type === 'boolean' ? [true, false] : (whole.enum ?? [])
  const [one, other] = choices.filter((choice) => choice !== null)
  return one === undefined || other === undefined ? [] : [[one, other]]
}

/** Returns a test for the property names that a request may contain, in any alternative of its schema. */
function allowedProperties(document: OpenAPIDocument, schema: string): (name: string) => boolean {
  const { branches } = shapeOf(document, schema)
  const shapes = [0, ...branches.keys()].map((branch) => shapeOf(document, schema, branch))
  const names = new Set(shapes.flatMap(({ properties }) => [...properties.keys()]))
  const patterns = shapes.flatMap(({ schema: { patternProperties = {} } }) => Object.keys(patternProperties))
  const additional = shapes.some((shape) => shape.additional !== undefined)
  return (name) =>
    names.has(name) ||
    additional ||
    patterns.some((pattern) => compileFor('any', pattern).pattern?.test(name) ?? true)
}

/** Returns the properties that a schema marks as read-only, with the pointers of their schemas. */
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

function markOf(document: OpenAPIDocument, schema: string, visited = new Set<string>()): string | undefined {
  const { value, pointer } = dereference<Schema>(document, schema)
  if (visited.has(pointer)) return undefined
  visited.add(pointer)
  if (value['readOnly'] === true) return joinPointer(pointer, 'readOnly')
  const parts = (value.allOf ?? []).map((_, index) =>
    markOf(document, joinPointer(pointer, 'allOf', index), visited),
  )
  return parts.find((mark) => mark !== undefined)
}

/**
 * Returns a value for a property that no server sets by itself: similar to the minimal value, but different. Undefined
 * for an enumeration, and for a value that is not a string or a number.
 */
export function otherValue(document: OpenAPIDocument, schema: string): string | number | undefined {
  const { schema: whole } = shapeOf(document, schema)
  if (whole.enum !== undefined) return undefined
  const value = simplest(document, schema)
  if (value === null || value === '') return 'set by the request'
  if (typeof value === 'number') return Math.trunc(value) + 1_000_003
  if (typeof value !== 'string') return undefined
  if (/^\d+$/.test(value)) return String(BigInt(value) + 1_000_003n)
  const other = value.replaceAll(/[a-z0-9]/gi, nextCharacter)
  if (/[a-z0-9]{3}/i.test(other)) return other
  // A shorter text could come from the server by chance.
  const long = 'set by the request'
  return schemasOf(document).isDefinitelyValid(schema, long) ? long : undefined
}

/** Returns an object with an entry of the client's own, if a schema describes a map of texts. */
function otherMap(document: OpenAPIDocument, schema: string): Record<string, string> | undefined {
  const { properties, additional } = shapeOf(document, schema)
  if (additional === undefined || properties.size > 0) return undefined
  const value = { request: 'set by the request' }
  return schemasOf(document).isDefinitelyValid(schema, value) ? value : undefined
}

/** Returns the next letter of the alphabet, or the next digit. */
function nextCharacter(character: string): string {
  if (/[zZ9]/.test(character)) return { z: 'a', Z: 'A', 9: '0' }[character] ?? ''
  return String.fromCharCode(character.charCodeAt(0) + 1)
}
