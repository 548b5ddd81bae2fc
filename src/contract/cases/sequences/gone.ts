import type { Operation, Resource } from '../../../description/index.ts'
import type { CreatedItem } from '../../fixtures/created.ts'
import { isRecord } from '../../../schema/index.ts'
import { describeResponse } from '../../expected/describe.ts'
import { isSameValue } from '../../expected/same-value.ts'
import type { Exchange } from '../../http/exchange.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { bodyOf, isGone, isPending, isSuccess, readItem, requireClean, sendFor, sendUntil } from './items.ts'

/** Names of properties by which a server may mark an item as deleted instead of removing it. */
export const MARK = /delet|archiv|remov|status|state|activ|enabled|disabled|cancel|hidden|closed|trash/i

/** Makes the case in which a deleted item is gone. */
export function goneCase(resource: Resource, remove: Operation, read: Operation): Case {
  const rule = ruleIds.sequence(remove, 'gone')
  return makeCase({
    family: 'sequences',
    operation: remove,
    name: 'what was deleted is gone',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { after, isMarked } = await deleteItem(context, resource, remove, read)
      if (isMarked) throw new CaseSkipped('the server marks the item as deleted and keeps it')
      context.record(
        rule,
        !isSuccess(after),
        () => `404 or 410 from ${read.id} after the deletion`,
        () => describeResponse(context.description, after),
      )
    },
  })
}

/** Makes the case in which another operation does not find a deleted item. */
export function goneForCase(
  resource: Resource,
  operation: Operation,
  { remove, read }: { remove: Operation; read: Operation },
): Case {
  const rule = ruleIds.sequence(operation, 'gone')
  return makeCase({
    family: 'sequences',
    operation,
    name: 'does not find what was deleted',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { item, after } = await deleteItem(context, resource, remove, read)
      // That the item is still there is the fault of the deletion.
      if (!isGone(after)) throw new CaseSkipped(`${remove.id} does not remove the item`)
      const exchange = await sendFor(context, operation, item)
      if (isSuccess(exchange) && mayCreate(operation, exchange))
        throw new CaseSkipped(`${operation.id} may create the item again`)
      context.record(
        rule,
        !isSuccess(exchange),
        () => '404 or 410 after the deletion',
        () => describeResponse(context.description, exchange),
      )
    },
  })
}

/** Returns whether a success may create an item with this id: PUT with 201 (RFC 9110, section 9.3.4). */
function mayCreate({ method, responses }: Operation, { response }: Exchange): boolean {
  return method === 'PUT' && (response.status === 201 || responses.some(({ status }) => status === '201'))
}

interface Deletion {
  readonly item: CreatedItem
  readonly after: Exchange
  /** Whether the item is still there, with a mark. */
  readonly isMarked: boolean
}

async function deleteItem(
  context: CaseContext,
  resource: Resource,
  remove: Operation,
  read: Operation,
): Promise<Deletion> {
  const { item } = await context.create(resource)
  const before = await readItem(context, read, item)
  const exchange = await sendFor(context, remove, item)
  requireClean(context, exchange)
  const after = await sendUntil(
    () => sendFor(context, read, item),
    (one) => !isSuccess(one),
  )
  if (after.response.status >= 500) throw new CaseSkipped(`${read.id} got ${after.response.status}`)
  if (isPending(exchange) && isSuccess(after)) throw new CaseSkipped('the deletion is not finished (202)')
  return {
    item,
    after,
    isMarked: isSuccess(after) && hasNewMark(bodyOf(resource, before), bodyOf(resource, after)),
  }
}

function hasNewMark(before: unknown, after: unknown): boolean {
  if (!isRecord(before) || !isRecord(after)) return false
  return Object.keys(after).some((name) => MARK.test(name) && !isSameValue(after[name], before[name]))
}
