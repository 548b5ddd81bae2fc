import type { Parameter, Resource } from '../../../description/index.ts'
import { serialize } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { isPending, requireClean } from './items.ts'
import { idsIn, itemsIn } from './list-items.ts'
import { findInList, listNow } from './lists.ts'
import { MAX_ITEMS, smallestSize } from './page-size.ts'
import { isOffset } from '../../rules/list-parameters.ts'
import type { ReadableList } from '../../rules/list-parameters.ts'

/** Makes the case in which what was created is listed. */
export function listedCase(resource: Resource, list: ReadableList): Case {
  const rule = ruleIds.sequence(list.operation, 'listed')
  return makeCase({
    family: 'sequences',
    operation: list.operation,
    name: 'lists what was created',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { item, exchange } = await context.create(resource)
      const parents = item.values.slice(0, -1)
      const id = item.values.at(-1) ?? ''
      const first = await listNow(context, list, parents)
      let result = await findInList(context, list, parents, id)
      // A list may need a moment.
      for (const wait of [100, 400]) {
        if (result.found) break
        await new Promise((resolve) => setTimeout(resolve, wait))
        result = await findInList(context, list, parents, id)
      }
      requireClean(context, exchange, first)
      if (!result.found && (isPending(exchange) || !result.isComplete))
        throw new CaseSkipped('the list has pages or filters, and its first items do not include the new one')
      context.record(
        rule,
        result.found,
        () => `an item with ${list.idName} ${id}`,
        () => `${idsIn(list, first).length} items without it`,
      )
    },
  })
}

/** Creates items until a list shows more than `count`. Returns the parents of them all. */
async function fill(
  context: CaseContext,
  resource: Resource,
  list: ReadableList,
  count: number,
): Promise<readonly string[]> {
  const { item } = await context.create(resource)
  const parents = item.values.slice(0, -1)
  for (let made = 1; made <= MAX_ITEMS; made += 1) {
    if (itemsIn(list, await listNow(context, list, parents)).length > count) return parents
    await context.createBeside(item)
  }
  if (itemsIn(list, await listNow(context, list, parents)).length > count) return parents
  throw new CaseSkipped(`the list does not show more than ${count} items`)
}

/** Makes the case in which a list has at most as many items as requested. */
export function limitCase(resource: Resource, list: ReadableList, parameter: Parameter): Case {
  const { operation } = list
  const rule = ruleIds.limit(operation, parameter.object)
  return makeCase({
    family: 'sequences',
    operation,
    name: `${parameter.object.name} limits the items`,
    rules: [rule],
    stateful: true,
    serial: true,
    run: async (context) => {
      const size = smallestSize(context, parameter)
      const parents = await fill(context, resource, list, size)
      const exchange = await listNow(context, list, parents, { parameters: serialize(parameter, size) })
      const { length } = itemsIn(list, exchange)
      context.record(
        rule,
        length <= size,
        () => `at most ${size} items for ${parameter.object.name}=${size}`,
        () => `${length} items`,
      )
    },
  })
}

/** Makes the case in which two pages have different items. */
export function pagesCase(
  resource: Resource,
  list: ReadableList,
  { size, page }: { size: Parameter; page: Parameter },
): Case {
  const { operation } = list
  const rule = ruleIds.pages(operation, page.object)
  return makeCase({
    family: 'sequences',
    operation,
    name: `${page.object.name} selects other items`,
    rules: [rule],
    stateful: true,
    serial: true,
    run: async (context) => {
      const count = smallestSize(context, size)
      const parents = await fill(context, resource, list, 2 * count)
      const [one, other] = isOffset(page) ? [0, count] : [1, 2]
      const pageOf = async (value: number): Promise<string> => {
        const parameters = [...serialize(size, count), ...serialize(page, value)]
        const exchange = await listNow(context, list, parents, { parameters })
        const ids = idsIn(list, exchange)
        if (ids.length > count) throw new CaseSkipped(`the list ignores ${size.object.name}`)
        return ids.join(', ')
      }
      const pages = [await pageOf(one), await pageOf(other), await pageOf(one), await pageOf(other)]
      const [first = '', second = '', third, fourth] = pages
      if (first === '' || second === '') throw new CaseSkipped('a page is empty')
      context.record(
        rule,
        first !== second || first !== third || second !== fourth,
        () => `other items for ${page.object.name}=${other} than for ${page.object.name}=${one}`,
        () => `the same, with ${list.idName} ${first}`,
      )
    },
  })
}
