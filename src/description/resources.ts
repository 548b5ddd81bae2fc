import { jsonTypesOf, joinPointer, propertiesOf, shapeOf } from '../schema/index.ts'
import type { Description } from './description.ts'
import { distinct } from './json.ts'
import type { Operation, Parameter } from './operation.ts'
import { idProperties, idSources, impliesLocation, LOCATION } from './id-sources.ts'
import { idNames, jsonContentOf, normalized, singularOf, successesOf } from './resource-id.ts'
import type { IdSource } from './resource-id.ts'
import { idLinksOf } from './resource-links.ts'

/** A kind of thing that one operation creates and others use, such as `/users/{userId}/posts/{postId}`. */
export interface Resource {
  /** The path of one, up to its id: `/users/{userId}/posts/{postId}`. */
  readonly itemPath: string
  /** The path parameter that carries the id, in the operations of the item path: `postId`. */
  readonly parameter: string
  readonly create: Operation
  /** Where the response to the creation has the id, the best source first. */
  readonly ids: readonly [IdSource, ...IdSource[]]
  /** The properties that have the id where it is created, read, changed or listed, with the pointers of their schemas. */
  readonly idProperties: ReadonlyMap<string, string>
  readonly list: ResourceList | undefined
  /** All operations of the item path. */
  readonly operations: readonly Operation[]
  /** GET of the item path. */
  readonly read: Operation | undefined
  /** PUT and PATCH of the item path. */
  readonly updates: readonly Operation[]
  readonly remove: Operation | undefined
}

/** The operation that lists what was created. */
export interface ResourceList {
  readonly operation: Operation
  /** The array in its response: a JSON Pointer. Undefined if the schema does not show it. */
  readonly items: string | undefined
  /** The property of each item that has the id. Undefined if the schema does not show it. */
  readonly idName: string | undefined
  /** The pointer of its schema. */
  readonly idSchema: string | undefined
}

/** Says that a path parameter of an operation is the id of a resource. */
export interface Producer {
  readonly operation: Operation
  readonly parameter: string
  readonly resource: Resource
}

/** Who creates what in a description. */
export interface Resources {
  readonly resources: readonly Resource[]
  readonly producers: readonly Producer[]
  /** Returns the resource whose id a path parameter is. Undefined if the description does not show one. */
  producerOf(operation: Operation, parameter: string): Resource | undefined
}

const known = new WeakMap<Description, Resources>()

/**
 * Infers who creates what, from `links`, `Location` headers and the shape of paths: `POST /things` creates what
 * `/things/{id}` names if its response has the id. An inference that is not sure is not made.
 */
export function resourcesOf(description: Description): Resources {
  const resources = known.get(description) ?? inferResources(description)
  known.set(description, resources)
  return resources
}

function inferResources({ document, operations }: Description): Resources {
  const byPath = groupByPath(operations)
  const resources = operations
    .filter(({ method }) => method === 'POST')
    .flatMap((create) => resourceOf({ document, operations, byPath }, create) ?? [])
  // The first creator of an item is its producer.
  const byItem = new Map([...resources].reverse().map((one) => [shapeOfPath(one.itemPath), one]))
  const unique = resources.filter((one) => byItem.get(shapeOfPath(one.itemPath)) === one)
  const producers = operations.flatMap((operation) => producersOf(operation, byItem))
  return {
    resources: unique,
    producers,
    producerOf: (operation, parameter) =>
      producers.find((one) => one.operation === operation && one.parameter === parameter)?.resource,
  }
}

function groupByPath(operations: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> {
  const groups = new Map<string, Operation[]>()
  for (const operation of operations) {
    const shape = shapeOfPath(operation.path)
    groups.set(shape, [...(groups.get(shape) ?? []), operation])
  }
  return groups
}

interface Input {
  readonly document: object
  readonly operations: readonly Operation[]
  readonly byPath: ReadonlyMap<string, readonly Operation[]>
}

function resourceOf(input: Input, create: Operation): Resource | undefined {
  const { document, operations, byPath } = input
  const links = successesOf(create).flatMap((response) => idLinksOf(document, response, operations))
  const collection = shapeOfPath(create.path)
  const itemShape = `${collection}/{}`
  const linked = links.filter(({ operation, parameter, response }) => {
    const shape = shapeOfPath(pathUpTo(operation.path, parameter) ?? '')
    return shape === itemShape || (response.status === '201' && shape.endsWith('/{}'))
  })
  const target = byPath.has(itemShape) ? undefined : linked[0]
  const shape =
    target === undefined ? itemShape : shapeOfPath(pathUpTo(target.operation.path, target.parameter) ?? '')
  const onItem = byPath.get(shape) ?? []
  const parameter = onItem[0] === undefined ? undefined : lastParameter(onItem[0])
  if (onItem[0] === undefined || parameter === undefined) return undefined
  const thing = thingOf(shape)
  const fromLinks = linked
    .filter(({ operation, parameter: name }) => shapeOfPath(pathUpTo(operation.path, name) ?? '') === shape)
    .map(({ source }) => source)
  const [id, ...others] = distinct([
    ...fromLinks,
    ...(target === undefined ? idSources(document, create, { parameter, thing, onItem }) : []),
    ...(fromLinks.length === 0 && impliesLocation(create, parameter) ? [LOCATION] : []),
  ])
  if (id === undefined) return undefined
  const find = (method: string): Operation | undefined => onItem.find((one) => one.method === method)
  const listing = (byPath.get(shape.replace(/\/\{\}$/, '')) ?? []).find(({ method }) => method === 'GET')
  const list = listing === undefined ? undefined : listOf(document, listing, parameter, thing)
  return {
    itemPath: onItem[0].path,
    parameter: parameter.object.name,
    create,
    ids: [id, ...others],
    idProperties: new Map([
      ...(list?.idName === undefined || list.idSchema === undefined
        ? []
        : [[list.idName, list.idSchema] as const]),
      ...idProperties(document, [create, ...onItem], parameter, thing),
    ]),
    list,
    operations: onItem,
    read: find('GET'),
    updates: onItem.filter(({ method }) => method === 'PUT' || method === 'PATCH'),
    remove: find('DELETE'),
  }
}

function listOf(document: object, operation: Operation, parameter: Parameter, thing: string): ResourceList {
  const schema = successesOf(operation).flatMap((response) => jsonContentOf(response)?.schema ?? [])[0]
  const items = schema === undefined ? undefined : arrayIn(document, schema, thing)
  if (items === undefined) return { operation, items: undefined, idName: undefined, idSchema: undefined }
  const itemSchema = shapeOf(document, items.schema).items
  const properties = itemSchema === undefined ? [] : [...propertiesOf(document, itemSchema)]
  const [idName, idSchema] =
    idNames(parameter.object.name, thing)
      .map((wanted) => properties.find(([name]) => normalized(name) === wanted))
      .find((property) => property !== undefined) ?? []
  return { operation, items: items.pointer, idName, idSchema }
}

/** Returns the array of a list: the body itself, its only array, or the one that is named like the things. */
function arrayIn(
  document: object,
  schema: string,
  thing: string,
): { pointer: string; schema: string } | undefined {
  const isArray = (at: string): boolean => jsonTypesOf(document, at)?.has('array') === true
  if (isArray(schema)) return { pointer: '', schema }
  const arrays = [...propertiesOf(document, schema)].filter(([, property]) => isArray(property))
  const named = arrays.find(([name]) => singularOf(name) === thing || LIST_NAMES.has(normalized(name)))
  const [name, property] = named ?? (arrays.length === 1 ? arrays[0] : undefined) ?? []
  return name === undefined || property === undefined
    ? undefined
    : { pointer: joinPointer('', name), schema: property }
}

const LIST_NAMES = new Set(['data', 'items', 'results', 'content', 'values', 'records', 'entries'])

function producersOf(operation: Operation, byItem: ReadonlyMap<string, Resource>): Producer[] {
  return operation.parameters.flatMap(({ object: { in: location, name } }) => {
    const prefix = location === 'path' ? pathUpTo(operation.path, name) : undefined
    const resource = prefix === undefined ? undefined : byItem.get(shapeOfPath(prefix))
    return resource === undefined ? [] : [{ operation, parameter: name, resource }]
  })
}

/** Returns a path without the names of its parameters and without a slash at the end: `/users/{}/posts`. */
function shapeOfPath(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}').replace(/\/$/, '')
}

/** Returns a path up to a parameter that is a whole segment. Undefined if it is only a part of one. */
function pathUpTo(path: string, name: string): string | undefined {
  const segments = path.split('/')
  const at = segments.indexOf(`{${name}}`)
  return at === -1 ? undefined : segments.slice(0, at + 1).join('/')
}

function lastParameter({ path, parameters }: Operation): Parameter | undefined {
  const name = /\{([^{}]+)\}\/?$/.exec(path)?.[1]
  return parameters.find(({ object }) => object.in === 'path' && object.name === name)
}

/** Returns the name of one thing, from the last fixed segment of a path. */
function thingOf(shape: string): string {
  return singularOf(shape.split('/').findLast((segment) => segment !== '' && !segment.includes('{')) ?? '')
}
