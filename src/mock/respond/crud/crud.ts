import { get, isSuccess, resourcesOf } from '../../../description/index.ts'
import type { Description, OpenAPIDocument, Operation, Resource } from '../../../description/index.ts'
import { excludedNames, propertiesOf, withoutExcluded } from '../../../schema/index.ts'
import type { Schemas } from '../../read/schemas.ts'
import type { MockResponse } from '../../server/mock-response.ts'
import { headerValues } from '../../server/request.ts'
import type { CreatedObjects } from '../../state/created.ts'
import { resourceKey } from '../../state/resources.ts'
import type { Resources } from '../../state/resources.ts'
import type { ValidRequest } from '../documented-responses.ts'
import { collectionKey, createdKey, itemKey, pathValuesOf } from './keys.ts'
import { paged, withCreatedItems } from './list.ts'
import { isTooDeep } from './depth.ts'
import { isPlainObject } from './merge.ts'
import type { Merger, Properties } from './merge.ts'
import { idPropertiesWith, withNewId } from './new-id.ts'

/** Keeps the objects that requests create, for the resources that a description shows (`resourcesOf`). */
export class Crud {
  private readonly description: Description
  private readonly requests: Schemas
  private readonly merger: Merger
  private readonly created: CreatedObjects
  private readonly resources: Resources

  constructor(
    description: Description,
    requests: Schemas,
    merger: Merger,
    { created, resources }: { created: CreatedObjects; resources: Resources },
  ) {
    this.description = description
    this.requests = requests
    this.merger = merger
    this.created = created
    this.resources = resources
  }

  /** Returns the path parameter whose object was deleted. Undefined if everything in the path exists. */
  deletedParameter({ endpoint: { operation }, call }: ValidRequest): string | undefined {
    return this.producersOf(operation).find(({ parameter }) =>
      this.created.isDeleted(itemKey(operation, parameter, call.parameters.path)),
    )?.parameter
  }

  /** Returns the documented status code for an object that was deleted. Undefined if there was not found. */
  goneStatus(operation: Operation): string | undefined {
    return ['404', '410'].find((status) => operation.responses.some((response) => response.status === status))
  }

  /** Changes what is stored, before the response is made: an update or a deletion. */
  change(routedRequest: ValidRequest): void {
    const { endpoint, call } = routedRequest
    const { operation } = endpoint
    const resource = this.resourceWith(({ operations }) => operations.includes(operation))
    if (resource === undefined) return
    const key = itemKey(operation, lastParameter(operation), call.parameters.path)
    const object = this.created.get(key)
    if (operation === resource.remove) {
      if (object !== undefined || this.documentsGone(operation)) this.created.delete(key)
    } else if (object !== undefined && resource.updates.includes(operation)) {
      this.created.set(key, {
        ...object,
        value: { ...this.updated(routedRequest, object.value), ...idOf(resource, object.value) },
      })
    }
  }

  /** Puts what is stored into a successful response, and stores what was created. */
  apply(routedRequest: ValidRequest, mockResponse: MockResponse): MockResponse {
    const { endpoint, call } = routedRequest
    const { operation } = endpoint
    if (mockResponse.status >= 300) return mockResponse
    const creation = this.resourceWith(({ create }) => create === operation)
    if (creation !== undefined) return this.create(routedRequest, creation, mockResponse)
    const listing = this.resourceWith(({ list }) => list?.operation === operation)
    if (listing !== undefined) {
      const objects = this.created.listOf(collectionKey(operation, call.parameters.path), call.caller.id)
      const at = listing.list?.items ?? ''
      const { query } = call.parameters
      const values = objects.map(({ value }) => value)
      const items = { operation, at, objects: values, query }
      const listed = withCreatedItems(this.merger, mockResponse, items)
      return paged(this.merger, operation, listed, query)
    }
    const resource = this.resourceWith(({ operations }) => operations.includes(operation))
    if (resource === undefined) return paged(this.merger, operation, mockResponse, call.parameters.query)
    const object = this.created.get(itemKey(operation, lastParameter(operation), call.parameters.path))
    if (object === undefined) return mockResponse
    return this.merger.merge(operation, mockResponse, wrapperIn(resource, mockResponse.body), object.value)
  }

  private create(routedRequest: ValidRequest, resource: Resource, mockResponse: MockResponse): MockResponse {
    const { endpoint, call } = routedRequest
    const { operation } = endpoint
    const at = wrapperIn(resource, mockResponse.body)
    const sent = this.written(routedRequest)
    const merged = this.merger.merge(operation, mockResponse, at, sent)
    const { path } = call.parameters
    const isTaken = (id: unknown): boolean => this.created.isKnown(createdKey(resource, path, id))
    const creation = { resource, routedRequest, mockResponse: merged, sent, isTaken }
    const named = withNewId(this.merger, this.requests, creation)
    if (named === undefined) return merged
    const { id } = named
    const body = get(named.mockResponse.body, at)
    const ids = idPropertiesWith(this.merger, resource, id)
    // A response that may create several objects has a list of ids.
    const shown = Object.entries(isPlainObject(body) ? body : {}).filter(
      ([name, value]) => !Object.hasOwn(ids, name) || typeof value !== 'object',
    )
    this.created.set(createdKey(resource, path, id), {
      owner: call.caller.id,
      collection: collectionKey(operation, path),
      value: { ...ids, ...sent, ...Object.fromEntries(shown) },
    })
    for (const each of resource.operations) {
      const values = pathValuesOf(resource, path, id)
      const key = resourceKey(each, { ...values, [lastParameter(each)]: id })
      if (key !== undefined) this.resources.set(key, { owner: call.caller.id, state: undefined })
    }
    return named.mockResponse
  }

  /** Returns the properties that a request writes: without those that only a server writes. */
  private written({ endpoint: { operation }, call }: ValidRequest): Properties {
    const body = isPlainObject(call.body) ? call.body : {}
    const { document } = this.merger
    const schema = operation.body?.content.find((content) => content.schema !== undefined)?.schema
    const allowed = schema === undefined ? body : withoutExcluded(document, [schema], 'readOnly', body)
    if (!isPlainObject(allowed)) return {}
    const described =
      schema === undefined ? new Set<string>() : new Set(propertiesOf(document, schema).keys())
    const readOnly = readOnlyInResponses(document, operation)
    const kept = Object.fromEntries(
      Object.entries(allowed).filter(
        ([name, value]) => (described.has(name) || !readOnly.has(name)) && !isTooDeep(value),
      ),
    )
    // A request can wrap the object as the response does.
    const [only, ...others] = Object.values(kept)
    const isWrapped = others.length === 0 && isPlainObject(only) && WRAPPERS.test(Object.keys(kept)[0] ?? '')
    return isWrapped ? only : kept
  }

  private updated(routedRequest: ValidRequest, value: Properties): Properties {
    const { endpoint, request } = routedRequest
    const sent = this.written(routedRequest)
    const type = headerValues(request, 'content-type')[0] ?? ''
    if (/merge-patch\+json/i.test(type)) return mergePatch(value, sent)
    if (endpoint.operation.method !== 'PUT') return { ...value, ...sent }
    // PUT replaces the object: a property that could have been sent and was not is no longer there.
    const schema = endpoint.operation.body?.content.find((content) => content.schema !== undefined)?.schema
    const { document } = this.merger
    const readOnly = schema === undefined ? new Set() : excludedNames(document, schema, 'readOnly')
    const described = schema === undefined ? [] : [...propertiesOf(document, schema).keys()]
    const writable = described.filter((name) => !readOnly.has(name))
    const kept = Object.entries(value).filter(
      ([name]) => !writable.includes(name) || Object.hasOwn(sent, name),
    )
    return { ...Object.fromEntries(kept), ...sent }
  }

  private documentsGone(operation: Operation): boolean {
    return this.goneStatus(operation) !== undefined
  }

  private producersOf(operation: Operation): { parameter: string }[] {
    return resourcesOf(this.description).producers.filter((producer) => producer.operation === operation)
  }

  private resourceWith(matches: (resource: Resource) => boolean): Resource | undefined {
    return resourcesOf(this.description).resources.find(matches)
  }
}

/** Returns the properties that the successful responses of an operation mark as read-only. */
function readOnlyInResponses(document: OpenAPIDocument, { responses }: Operation): ReadonlySet<string> {
  const contents = responses.filter(({ status }) => isSuccess(status)).flatMap(({ content }) => content)
  return new Set(
    contents.flatMap(({ schema }) =>
      schema === undefined ? [] : [...excludedNames(document, schema, 'readOnly')],
    ),
  )
}

/** Returns the property that has the id, which no update changes. */
function idOf({ idProperties }: Resource, value: Properties): Properties {
  return Object.fromEntries(Object.entries(value).filter(([name]) => idProperties.has(name)))
}

const WRAPPERS = /^(?:data|item|result|payload)$/i

/** Returns the object that the id is in: a JSON Pointer. */
function wrapperIn({ ids }: Resource, body: unknown): string {
  const source = ids.find(({ from }) => from === 'body')
  const pointer = source?.from === 'body' ? source.pointer : ''
  const wrapper = pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')))
  return isPlainObject(get(body, wrapper)) ? wrapper : ''
}

/** Returns the name of the last parameter in the path of an operation. */
function lastParameter({ path }: Operation): string {
  return [...path.matchAll(/\{([^{}]+)\}/g)].at(-1)?.[1] ?? ''
}

/** Applies a JSON Merge Patch (RFC 7396). */
function mergePatch(value: Properties, patch: Properties): Properties {
  const merged: Record<string, unknown> = { ...value }
  for (const [name, change] of Object.entries(patch)) {
    const current = merged[name]
    merged[name] = isPlainObject(change) ? mergePatch(isPlainObject(current) ? current : {}, change) : change
  }
  return Object.fromEntries(Object.entries(merged).filter(([name]) => patch[name] !== null))
}
