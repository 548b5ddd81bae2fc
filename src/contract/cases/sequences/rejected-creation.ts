import type { Resource } from '../../../description/index.ts'
import { describeResponse } from '../../expected/describe.ts'
import { isRecord } from '../../../schema/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { areDifferent } from './compare.ts'
import { invalidBodies } from './invalid-bodies.ts'
import type { InvalidBody } from './invalid-bodies.ts'
import { isRejected, itemIn, requireClean } from './items.ts'
import { idsIn, itemsIn } from './list-items.ts'
import { findInList, sendList } from './lists.ts'
import type { ReadableList } from '../../rules/list-parameters.ts'
import { parametersOf } from '../../fixtures/created.ts'

/** Makes the case in which a rejected creation leaves nothing in the list. */
export function rejectedCreationCase(resource: Resource, list: ReadableList): Case {
  const { create } = resource
  const rule = ruleIds.sequence(create, 'rejected')
  return makeCase({
    family: 'sequences',
    operation: create,
    name: 'a rejected creation has no effect',
    rules: [rule],
    stateful: true,
    // Items of other cases would look like an effect.
    serial: true,
    run: async (context) => {
      const { item, exchange } = await context.create(resource)
      requireClean(context, exchange)
      const parents = item.values.slice(0, -1)
      const control = await findInList(context, list, parents, item.values.at(-1) ?? '')
      if (!control.found) throw new CaseSkipped('the list does not show what was just created')
      let rejections = 0
      for (const invalid of invalidBodies(context, create)) {
        const effect = await effectOf(context, resource, list, { parents, invalid })
        if (effect === undefined) continue
        rejections += 1
        // A second time excludes that another client created it.
        const isRepeated =
          effect.newItems > 0 &&
          ((await effectOf(context, resource, list, { parents, invalid }))?.newItems ?? 0) > 0
        const isRecorded = context.record(
          rule,
          !isRepeated,
          () => `no new item after a request that got ${effect.response} (${invalid.label})`,
          () => `a new item in the response of ${list.operation.id}`,
        )
        if (!isRecorded) return
      }
      if (rejections === 0) throw new CaseSkipped('no invalid request was rejected')
    },
  })
}

/** Returns how many new items of the values that were sent a rejection leaves. Undefined if it is no rejection. */
async function effectOf(
  context: CaseContext,
  resource: Resource,
  list: ReadableList,
  { parents, invalid }: { parents: readonly string[]; invalid: InvalidBody },
): Promise<{ newItems: number; response: string } | undefined> {
  const { create } = resource
  const before = new Set(idsIn(list, await sendList(context, list, parents)))
  const { body } = invalid
  const exchange = await context.send(
    { resource: parametersOf(create, parents), body },
    { operation: create },
  )
  if (!isRejected(exchange)) return undefined
  const after = itemsIn(list, await sendList(context, list, parents))
  const sent = itemIn(resource, body.value)
  const newItems = after.filter((one) => !before.has(String(one[list.idName])) && resembles(sent, one))
  return { newItems: newItems.length, response: describeResponse(context.description, exchange) }
}

/** Returns whether an item has no other values than those that were sent. */
function resembles(sent: unknown, item: Readonly<Record<string, unknown>>): boolean {
  if (!isRecord(sent)) return true
  const shared = Object.keys(sent).filter((name) => Object.hasOwn(item, name))
  const same = shared.filter((name) => !areDifferent(sent[name], item[name]))
  return shared.length === 0 || same.length > 0
}
