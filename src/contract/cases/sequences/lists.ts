import type { Description, Operation } from '../../../description/index.ts'
import type { ReadableList } from '../../rules/list-parameters.ts'
import { dereference, isRecord } from '../../../schema/index.ts'
import type { Schema } from '../../../schema/index.ts'
import type { SentParameter } from '../../../serialization/index.ts'
import { parametersOf } from '../../fixtures/created.ts'
import { jsonOf } from '../../http/body.ts'
import type { Credential } from '../../http/credentials.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { CaseContext } from '../case-context.ts'
import { isSuccess, requireClean } from './items.ts'
import { idsIn } from './list-items.ts'
import { Pages } from './pages.ts'

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

/** How many pages are searched. */
const MAX_PAGES = 50

/**
 * Looks for an item in a list, page by page.
 *
 * @returns whether it is there, whether the whole list was seen, and the last exchange: the one with the item, if any
 */
export async function findInList(
  context: CaseContext,
  list: ReadableList,
  parents: readonly string[],
  id: string,
  options: ListOptions = {},
): Promise<{ found: boolean; isComplete: boolean; exchange: Exchange }> {
  let exchange = await sendList(context, list, parents, options)
  const pages = new Pages(context, list)
  let next = pages.after(exchange)
  while (next !== undefined && !idsIn(list, exchange).includes(id) && pages.count < MAX_PAGES) {
    const page = await sendList(context, list, parents, { ...options, parameters: next })
    next = isSuccess(page) ? pages.after(page) : undefined
    if (isSuccess(page) && idsIn(list, page).length > 0) exchange = page
  }
  return {
    found: idsIn(list, exchange).includes(id),
    isComplete: !mayHideItems(context.description, list.operation, exchange),
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
