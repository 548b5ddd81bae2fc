import { cursorOf, nextCursor } from '../../rules/cursor-parameters.ts'
import { isOffset, pageParameter, sizeParameter } from '../../rules/list-parameters.ts'
import type { ReadableList } from '../../rules/list-parameters.ts'
import { serialize } from '../../../serialization/index.ts'
import type { SentParameter } from '../../../serialization/index.ts'
import { jsonOf } from '../../http/body.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { CaseContext } from '../case-context.ts'
import { idsIn } from './list-items.ts'
import { largestSizeOf } from './page-size.ts'

type Parameters = readonly SentParameter[]

/** Leads through the pages of a list: the first one again with more items, then by a cursor, an offset or a number. */
export class Pages {
  private readonly context: CaseContext
  private readonly list: ReadableList
  private readonly seen = new Set<string>()
  /** How many pages were seen. */
  count = 0

  constructor(context: CaseContext, list: ReadableList) {
    this.context = context
    this.list = list
  }

  /** Returns the parameters of the page after this one. Undefined after the last one. */
  after(page: Exchange): Parameters | undefined {
    const { seen } = this
    this.count += 1
    const ids = idsIn(this.list, page)
    const isNew = ids.some((id) => !seen.has(id))
    for (const id of ids) seen.add(id)
    if (seen.size === 0) return undefined
    const size = this.size()
    if (this.count === 1 && size.length > 0) return size
    const following = this.count - (size.length > 0 ? 2 : 1)
    const next = this.selector(page, { following, isNew })
    return next === undefined ? undefined : [...size, ...next]
  }

  /** Returns what selects the next page. @param following how many pages after the first one were seen */
  private selector(
    page: Exchange,
    { following, isNew }: { following: number; isNew: boolean },
  ): Parameters | undefined {
    const { context, list } = this
    const cursor = cursorOf(context.description, list)
    const parameter = pageParameter(context.description, list.operation)
    const isNumber = cursor === undefined && parameter !== undefined && !isOffset(parameter)
    // The first page is number 0 or 1, so that page 1 can have the same items.
    if (!isNew && following > (isNumber ? 1 : 0)) return undefined
    if (cursor !== undefined) {
      const next = nextCursor(cursor, jsonOf(page.response))
      return next === undefined ? undefined : serialize(cursor.parameter, next)
    }
    if (parameter === undefined) return undefined
    return serialize(parameter, isNumber ? following + 1 : this.seen.size)
  }

  private size(): Parameters {
    const size = sizeParameter(this.context.description, this.list.operation)
    const value = size === undefined ? undefined : largestSizeOf(this.context, size)
    return size === undefined || value === undefined ? [] : serialize(size, value)
  }
}
