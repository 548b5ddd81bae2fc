import type { Parameter, Resource } from '../../../description/index.ts'
import { serialize } from '../../../serialization/index.ts'
import { nextCursor } from '../../rules/cursor-parameters.ts'
import type { Cursor } from '../../rules/cursor-parameters.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { ReadableList } from '../../rules/list-parameters.ts'
import { jsonOf } from '../../http/body.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { largestSize, smallestSize } from './page-size.ts'
import { idsIn } from './list-items.ts'
import { listNow } from './lists.ts'

/** The most pages that are followed. */
const MAX_PAGES = 25

/**
 * Makes the case in which a cursor leads through a list: what the case created is on one page each. What others create
 * meanwhile may move items between pages, so only a fault that two walks show is one.
 */
export function cursorCase(
  resource: Resource,
  list: ReadableList,
  { size, cursor }: { size: Parameter; cursor: Cursor },
): Case {
  const { operation } = list
  const rule = ruleIds.pages(operation, cursor.parameter.object)
  return makeCase({
    family: 'sequences',
    operation,
    name: `${cursor.parameter.object.name} leads through the list`,
    rules: [rule],
    stateful: true,
    serial: true,
    run: async (context) => {
      const count = smallestSize(context, size)
      const { item } = await context.create(resource)
      const parents = item.values.slice(0, -1)
      const own = [item]
      while (own.length < 2 * count + 1) own.push(await context.createBeside(item))
      const ids = own.map(({ values }) => values.at(-1) ?? '')
      const requireListed = async (): Promise<void> => {
        const parameters = serialize(size, largestSize(context, size))
        const listed = new Set(idsIn(list, await listNow(context, list, parents, { parameters })))
        if (!ids.every((id) => listed.has(id)))
          throw new CaseSkipped('one page does not show everything that was created')
      }
      const faults: PageFault[] = []
      for (let walk = 0; walk < 2; walk += 1) {
        await requireListed()
        const pages = await walkPages(context, list, parents, { size, count, cursor })
        const fault = faultOf(ids, pages)
        if (fault === undefined) {
          context.pass(rule)
          return
        }
        faults.push(fault)
      }
      await requireListed()
      const [first, second] = faults
      if (first?.id !== second?.id || first?.text !== second?.text)
        throw new CaseSkipped('the list changes between requests')
      context.record(
        rule,
        false,
        () => `each new item on one page, with ${size.object.name}=${count}`,
        () => `${list.idName} ${first?.id} ${first?.text}`,
      )
    },
  })
}

interface Pages {
  readonly pages: readonly (readonly string[])[]
  readonly isComplete: boolean
}

/** Returns the ids of each page. */
async function walkPages(
  context: CaseContext,
  list: ReadableList,
  parents: readonly string[],
  { size, count, cursor }: { size: Parameter; count: number; cursor: Cursor },
): Promise<Pages> {
  const pages: string[][] = []
  let next: string | undefined
  do {
    const parameters = [
      ...serialize(size, count),
      ...(next === undefined ? [] : serialize(cursor.parameter, next)),
    ]
    const exchange = await listNow(context, list, parents, { parameters })
    pages.push(idsIn(list, exchange))
    next = nextCursor(cursor, jsonOf(exchange.response))
  } while (next !== undefined && pages.length < MAX_PAGES)
  if (pages.length === 1) throw new CaseSkipped('the first page leads to no other one')
  return { pages, isComplete: next === undefined }
}

interface PageFault {
  readonly id: string
  readonly text: string
}

/** Returns what is wrong with the pages. @throws CaseSkipped if the end of the list was not seen */
function faultOf(ids: readonly string[], { pages, isComplete }: Pages): PageFault | undefined {
  const countOf = (id: string): number => pages.filter((page) => page.includes(id)).length
  const repeated = ids.find((id) => countOf(id) > 1)
  if (repeated !== undefined) return { id: repeated, text: 'on more than one page' }
  const lost = ids.find((id) => countOf(id) === 0)
  if (lost === undefined) return undefined
  if (!isComplete) throw new CaseSkipped(`the list has more than ${MAX_PAGES} pages`)
  return { id: lost, text: 'on no page' }
}
