import type { Operation, Resource } from '../../../description/index.ts'
import type { CreatedItem } from '../../fixtures/created.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { ReadableList } from '../../rules/list-parameters.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { MARK } from './gone.ts'
import { isPending, isSuccess, requireClean, sendFor, sendUntil } from './items.ts'
import { itemsIn } from './list-items.ts'
import { findInList } from './lists.ts'

/** How long a list may show what was deleted, in milliseconds. */
const WAITS = [100, 400, 1500]

/** Makes the case in which no page of a list shows a deleted item. */
export function unlistedCase(
  resource: Resource,
  remove: Operation,
  { list, read }: { list: ReadableList; read: Operation | undefined },
): Case {
  const rule = ruleIds.sequence(remove, 'gone')
  return makeCase({
    family: 'sequences',
    operation: remove,
    name: 'what was deleted is not listed',
    rules: [rule],
    stateful: true,
    // Items of other cases would move this one to other pages.
    serial: true,
    run: async (context) => {
      const { item } = await context.create(resource)
      if ((await listedItem(context, list, item)) === undefined)
        throw new CaseSkipped('the list does not show what was just created')
      const exchange = await sendFor(context, remove, item)
      requireClean(context, exchange)
      await requireGone(context, read, item)
      let listed = await listedItem(context, list, item)
      for (const wait of WAITS) {
        if (listed === undefined) break
        await new Promise((resolve) => setTimeout(resolve, wait))
        listed = await listedItem(context, list, item)
      }
      if (listed !== undefined && Object.keys(listed).some((name) => MARK.test(name)))
        throw new CaseSkipped('the list may mark the item as deleted')
      if (listed !== undefined && isPending(exchange))
        throw new CaseSkipped('the deletion is not finished (202)')
      context.record(
        rule,
        listed === undefined,
        () => `no item with ${list.idName} ${item.values.at(-1) ?? ''} in the list after the deletion`,
        () => `${list.operation.id} still lists it`,
      )
    },
  })
}

async function listedItem(
  context: CaseContext,
  list: ReadableList,
  { values }: CreatedItem,
): Promise<Record<string, unknown> | undefined> {
  const id = values.at(-1) ?? ''
  const { exchange } = await findInList(context, list, values.slice(0, -1), id)
  return itemsIn(list, exchange).find((one) => String(one[list.idName]) === id)
}

/** @throws CaseSkipped if the item can still be read: that is the fault of the deletion */
async function requireGone(
  context: CaseContext,
  read: Operation | undefined,
  item: CreatedItem,
): Promise<void> {
  if (read === undefined) return
  const after = await sendUntil(
    () => sendFor(context, read, item),
    (one) => !isSuccess(one),
  )
  if (isSuccess(after)) throw new CaseSkipped(`${read.id} still finds the item`)
}
