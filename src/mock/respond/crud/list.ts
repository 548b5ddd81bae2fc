import {
  get,
  isPageNumber,
  isPageOffset,
  joinPointer,
  mayBePageSize,
  set,
} from '../../../description/index.ts'
import type { Operation } from '../../../description/index.ts'
import type { MockResponse } from '../../server/mock-response.ts'
import { isPlainObject } from './merge.ts'
import type { Merger, Properties } from './merge.ts'

type Query = Readonly<Record<string, unknown>>

/** The objects that belong into a list. */
export interface CreatedItems {
  readonly operation: Operation
  /** The pointer of the list in the body. */
  readonly at: string
  readonly objects: readonly Properties[]
  readonly query: Query
}

/**
 * Puts the created objects that match the filters of the query into the list, if possible with the other properties of its
 * first item.
 */
export function withCreatedItems(
  merger: Merger,
  mockResponse: MockResponse,
  { operation, at, objects, query }: CreatedItems,
): MockResponse {
  const list = get(mockResponse.body, at)
  if (!Array.isArray(list) || objects.length === 0) return mockResponse
  const [template] = list as unknown[]
  /** Returns an object as an item. Undefined if it is not valid. */
  const itemOf = (object: Properties): unknown => {
    const body = set(mockResponse.body, at, [isPlainObject(template) ? template : object])
    const merged = merger.merge(operation, { ...mockResponse, body }, `${at}/0`, object)
    return merger.accepts(operation, mockResponse, merged.body) ? get(merged.body, `${at}/0`) : undefined
  }
  const matching = objects.filter((object) => matchesFilters(object, query))
  const items = matching.flatMap((object) => itemOf(object) ?? [])
  const body = set(mockResponse.body, at, items)
  return merger.accepts(operation, mockResponse, body) ? { ...mockResponse, body } : mockResponse
}

/** Whether an object has the value of every query parameter that is named like one of its scalar properties. */
function matchesFilters(object: Properties, query: Query): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    const value = Object.hasOwn(object, name) ? object[name] : undefined
    if (value === undefined || value === null || typeof value === 'object') return true
    return [wanted].flat().some((each) => JSON.stringify(each) === JSON.stringify(value))
  })
}

/** Shortens the only list in a response to the items that the query asks for, as far as the schema allows that. */
export function paged(
  merger: Merger,
  operation: Operation,
  mockResponse: MockResponse,
  query: Query,
): MockResponse {
  const limit = numberOf(query, mayBePageSize)
  const offset = numberOf(query, (name) => isPageOffset(name) || name === 'from')
  if (operation.method !== 'GET' || (limit === undefined && offset === undefined)) return mockResponse
  const at = listPointer(mockResponse.body)
  const list = at === undefined ? undefined : get(mockResponse.body, at)
  if (at === undefined || !Array.isArray(list)) return mockResponse
  const first = firstPage(operation)
  const page = numberOf(query, isPageNumber)
  const start = offset ?? (page === undefined ? 0 : Math.max(0, page - first) * (limit ?? 0))
  const items: unknown[] = list.slice(start, limit === undefined ? undefined : start + limit)
  const shortened = set(mockResponse.body, at, items)
  if (merger.accepts(operation, mockResponse, shortened)) return { ...mockResponse, body: shortened }
  const fromStart = set(mockResponse.body, at, list.slice(0, limit))
  return merger.accepts(operation, mockResponse, fromStart)
    ? { ...mockResponse, body: fromStart }
    : mockResponse
}

/** Returns the number of the first page: 0 if the parameter allows it, otherwise 1. */
function firstPage({ parameters }: Operation): number {
  const schema = parameters.find(({ object }) => object.in === 'query' && isPageNumber(object.name))?.object
    .schema
  return schema?.minimum === 0 || schema?.default === 0 ? 0 : 1
}

function numberOf(query: Query, isName: (name: string) => boolean): number | undefined {
  const value = Object.entries(query).find(([name]) => isName(name))?.[1]
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined
}

function listPointer(body: unknown): string | undefined {
  if (Array.isArray(body)) return ''
  const lists = isPlainObject(body) ? Object.keys(body).filter((name) => Array.isArray(body[name])) : []
  const [only, ...others] = lists
  return only === undefined || others.length > 0 ? undefined : joinPointer('', only)
}
