import { get } from '../../../description/index.ts'
import type { Description, Operation, Resource } from '../../../description/index.ts'
import { isOffset, pageParameter } from '../../rules/list-parameters.ts'
import type { ReadableList } from '../../rules/list-parameters.ts'
import { dereference } from '../../../schema/index.ts'
import type { Schema } from '../../../schema/index.ts'
import { serialize } from '../../../serialization/index.ts'
import type { SentParameter } from '../../../serialization/index.ts'
import { parametersOf } from '../../fixtures/created.ts'
import { isRecord } from '../../generate/varied-body.ts'
import { jsonOf } from '../../http/body.ts'
import type { Credential } from '../../http/credentials.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { CaseContext } from '../case-context.ts'
import { isSuccess, requireClean } from './items.ts'

/** Returns the names of the property that has the id. */
export function idNamesOf({ ids, idProperties, list, parameter }: Resource): string[] {
  const linked = ids.flatMap((source) =>
    'pointer' in source ? (source.pointer.split('/').at(-1) ?? '') : [],
  )
  return [
    ...new Set([
      ...idProperties.keys(),
      ...linked,
      ...(list?.idName === undefined ? [] : [list.idName]),
      parameter,
    ]),
  ]
}

export interface ListOptions {
  readonly parameters?: readonly SentParameter[]
  readonly credential?: Credential
}

/** Lists the items at the parents of an item. */
export function sendList(
  context: CaseContext,
  { operation }: ReadableList,
  parents: readonly string[],
  options: ListOptions = {},
): Promise<Exchange> {
  return context.send({ resource: parametersOf(operation, parents), ...options }, { operation })
}

/** Returns the items in the response of a list. */
export function itemsIn({ items }: ReadableList, { response }: Exchange): Record<string, unknown>[] {
  const found = get(jsonOf(response), items)
  return Array.isArray(found) ? found.filter(isRecord) : []
}

export function idsIn(list: ReadableList, exchange: Exchange): string[] {
  return itemsIn(list, exchange).map((item) => String(item[list.idName]))
}

/** How many pages are searched. */
const MAX_PAGES = 20

/**
 * Looks for an item in a list, page by page.
 *
 * @returns whether it is there, and whether the whole list was seen
 */
export async function findInList(
  context: CaseContext,
  list: ReadableList,
  parents: readonly string[],
  id: string,
  options: ListOptions = {},
): Promise<{ found: boolean; isComplete: boolean; exchange: Exchange }> {
  const { operation } = list
  const page = pageParameter(context.description, operation)
  const pages: (readonly SentParameter[])[] = [options.parameters ?? []]
  let exchange = await sendList(context, list, parents, options)
  const seen = new Set(idsIn(list, exchange))
  const size = seen.size
  for (let index = 1; page !== undefined && size > 0 && !seen.has(id) && index < MAX_PAGES; index += 1) {
    const value = isOffset(page) ? seen.size : index + 1
    pages.push(serialize(page, value))
    const next = await sendList(context, list, parents, { ...options, parameters: serialize(page, value) })
    const more = isSuccess(next) ? idsIn(list, next).filter((one) => !seen.has(one)) : []
    if (more.length === 0) break
    for (const one of more) seen.add(one)
    exchange = next
  }
  return {
    found: seen.has(id),
    isComplete: !mayHideItems(context.description, operation, exchange),
    exchange,
  }
}

const PAGING = /cursor|token|after|before|since|from|page|offset|skip|start/i

/** The usual names of a page's size and number. The defaults of others can leave items out of every page. */
const PAGE = /limit|size|count|page|offset|skip|max|take|top/i

/** Returns whether a list may leave items out for a reason that is not known here: pages, cursors, default filters. */
export function mayHideItems(
  { document }: Description,
  operation: Operation,
  { response }: Pick<Exchange, 'response'>,
): boolean {
  const body = jsonOf(response)
  const isLast = isRecord(body) && saysItIsLast(body)
  const isHiding = operation.parameters.some(({ object, schema }) => {
    if (object.in !== 'query') return false
    if (PAGING.test(object.name) && !isLast) return true
    const hasDefault =
      schema !== undefined && dereference<Schema>(document, schema).value.default !== undefined
    const isPage = isLast && PAGE.test(object.name)
    return hasDefault && !isPage && !/sort|order|dir|fields|include|expand/i.test(object.name)
  })
  const hasNext =
    (response.headers.get('link')?.join(',') ?? '').includes('next') ||
    (isRecord(body) && Object.keys(body).some((name) => /next|cursor|page|total|has_?more|count/i.test(name)))
  return isHiding || (hasNext && !isLast)
}

/** Whether a page says that no other one follows it. */
function saysItIsLast(body: Readonly<Record<string, unknown>>): boolean {
  const marks = Object.entries(body).filter(([name]) =>
    /^(?:next(?:_?(?:cursor|page|token|page_?token|url|link))?|has_?(?:more|next))$/i.test(name),
  )
  return marks.length > 0 && marks.every(([, value]) => value === null || value === false || value === '')
}

/** Lists, and requires a valid response. */
export async function listNow(
  context: CaseContext,
  list: ReadableList,
  parents: readonly string[],
  options: ListOptions = {},
): Promise<Exchange> {
  const exchange = await sendList(context, list, parents, options)
  requireClean(context, exchange)
  return exchange
}
