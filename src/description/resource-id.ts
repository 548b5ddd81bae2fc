import { dereference, get, joinPointer, jsonTypesOf, propertiesOf } from '../schema/index.ts'
import type { Schema } from '../schema/index.ts'
import type { Content, Operation, Parameter, Response } from './operation.ts'
import { isSuccess } from './response.ts'

/** Where the response to a creation has the id of what was created. */
export type IdSource =
  /** In the body, at a JSON Pointer. */
  | { readonly from: 'body'; readonly pointer: string }
  /** The last segment of the URL in `Location`, or the whole value of another header. */
  | { readonly from: 'header'; readonly name: string }
  /** In the body of the request, at a JSON Pointer: only if a link says so. */
  | { readonly from: 'request'; readonly pointer: string }

/** The names of properties that wrap the created object: `{ "data": { "id": 1 } }`. */
const WRAPPERS = new Set(['data', 'item', 'result', 'response', 'payload'])

/** Returns the name of one thing of a collection: `parking_lots` → `parkinglot`. */
export function singularOf(collection: string): string {
  const name = normalized(collection)
  if (/ies$/.test(name)) return name.replace(/ies$/, 'y')
  if (/(?:ss|x|ch|sh)es$/.test(name)) return name.replace(/es$/, '')
  return /[^s]s$/.test(name) ? name.replace(/s$/, '') : name
}

/** Returns a name in lower case, with letters and digits only. */
export function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '')
}

/**
 * Returns the names that the id of a thing may have as a property, normalized, the best one first.
 *
 * @example idNames('petId', 'pet') // ['petid', 'id']
 */
export function idNames(parameter: string, thing: string): string[] {
  const own = normalized(parameter)
  const base = own.replace(/(?:id|uuid|guid)$/, '')
  // `/customers/{customer}` and `/parking_lots/{lot}`: the parameter is named like the thing.
  const namesThing = base !== '' && thing !== '' && (thing.endsWith(base) || base.endsWith(thing))
  const isId = base !== own || namesThing
  if (!isId) return [own]
  const suffix = /(uuid|guid)$/.exec(own)?.[1]
  return [...new Set([own, ...(suffix === undefined ? ['id'] : [suffix, 'id']), `${thing}id`])]
}

/** Returns the JSON Pointer of the id in a body of this schema. Undefined if no part of it is surely the id. */
export function idPointerIn(
  document: object,
  schema: string,
  parameter: Parameter,
  thing: string,
): string | undefined {
  if (isBareId(document, schema, parameter)) return ''
  const own = idPropertyOf(document, schema, parameter, thing)
  if (own !== undefined) return joinPointer('', own)
  for (const [name, property] of propertiesOf(document, schema)) {
    if (!WRAPPERS.has(normalized(name)) && normalized(name) !== thing) continue
    if (jsonTypesOf(document, property)?.has('object') === false) continue
    const inner = idPropertyOf(document, property, parameter, thing)
    if (inner !== undefined) return joinPointer('', name, inner)
  }
  return undefined
}

/**
 * Returns the property of a body that repeats a path parameter: that of the last segment is the id of the thing itself, an
 * outer one only has the same name.
 */
export function idPropertyFor(
  document: object,
  { path, parameter, schema }: { path: string; parameter: Parameter; schema: string },
): string | undefined {
  const { name } = parameter.object
  if (path.replace(/\/$/, '').endsWith(`/{${name}}`)) {
    const fixed = path.split('/').filter((segment) => segment !== '' && !segment.includes('{'))
    return idPropertyOf(document, schema, parameter, singularOf(fixed.at(-1) ?? ''))
  }
  const isSame = ([property, at]: [string, string]): boolean =>
    normalized(property) === normalized(name) && canBeId(document, at, parameter)
  return normalized(name) === 'id' ? undefined : [...propertiesOf(document, schema)].find(isSame)?.[0]
}

function idPropertyOf(
  document: object,
  schema: string,
  parameter: Parameter,
  thing: string,
): string | undefined {
  const properties = [...propertiesOf(document, schema)]
  for (const wanted of idNames(parameter.object.name, thing)) {
    const found = properties.find(
      ([name, property]) => normalized(name) === wanted && canBeId(document, property, parameter),
    )
    if (found !== undefined) return found[0]
  }
  return undefined
}

/** Returns whether a whole body is an id. A text without a format can be a message. */
function isBareId(document: object, schema: string, parameter: Parameter): boolean {
  const types = jsonTypesOf(document, schema)
  if (types === undefined || ['object', 'array', 'boolean'].some((type) => types.has(type))) return false
  const isId = !types.has('string') || isUuid(dereference<Schema>(document, schema).value)
  return isId && parameter.schema !== undefined && canBeId(document, schema, parameter)
}

function isUuid({ format }: Schema): boolean {
  return /^(?:uuid|guid)$/i.test(format ?? '')
}

/** Returns whether a property may be the value of a path parameter: a text or a number, of a type that the path allows. */
function canBeId(document: object, property: string, { schema }: Parameter): boolean {
  const { value } = dereference<Schema>(document, property)
  if (value['writeOnly'] === true) return false
  const types = jsonTypesOf(document, property)
  const isNumber = types?.has('integer') === true || types?.has('number') === true
  if (types !== undefined && !types.has('string') && !isNumber) return false
  const wanted = schema === undefined ? undefined : jsonTypesOf(document, schema)
  const wantsNumber = wanted !== undefined && !wanted.has('string')
  return !(wantsNumber && types !== undefined && !isNumber)
}

/** Returns the documented successes of an operation: 2xx, or `default` if there is no other. */
export function successesOf({ responses }: Operation): Response[] {
  const successes = responses.filter(({ status }) => isSuccess(status))
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === 'default')
}

/** Returns the JSON body of a response, if it is described with a schema. */
export function jsonContentOf({ content }: Response): (Content & { schema: string }) | undefined {
  const found = content.find(
    ({ mediaType, schema }) => schema !== undefined && /[/+]json\b|^\*\/\*/i.test(mediaType),
  )
  return found?.schema === undefined ? undefined : { ...found, schema: found.schema }
}

/** Returns whether a response describes the header `Location`. */
export function describesLocation({ headers }: Response): boolean {
  return headers.some(({ name }) => name.toLowerCase() === 'location')
}

/** The parts of a creation that may have the id. */
export interface CreationExchange {
  readonly requestBody?: unknown
  readonly responseBody?: unknown
  /** Returns the value of a response header, by its name in lower case. */
  readonly header: (name: string) => string | undefined
}

/** Returns the id of what a request created, from the first source that has it. Undefined if none has. */
export function createdId(sources: readonly IdSource[], exchange: CreationExchange): string | undefined {
  for (const source of sources) {
    const id = valueAt(source, exchange)
    if ((typeof id === 'string' && id !== '') || Number.isFinite(id)) return String(id)
  }
  return undefined
}

function valueAt(source: IdSource, { requestBody, responseBody, header }: CreationExchange): unknown {
  if (source.from === 'body') return get(responseBody, source.pointer)
  if (source.from === 'request') return get(requestBody, source.pointer)
  const value = header(source.name.toLowerCase())
  return source.name.toLowerCase() === 'location' ? lastSegment(value) : value
}

function lastSegment(location: string | undefined): string | undefined {
  const path = location?.split(/[?#]/)[0]?.replace(/\/$/, '')
  if (path === undefined) return undefined
  try {
    return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
  } catch {
    return undefined
  }
}
