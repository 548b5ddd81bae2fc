import type { Operation, Resource } from '../../../description/index.ts'
import { idNamesOf } from './list-items.ts'
import { encode } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { CreatedItem } from '../../fixtures/created.ts'
import { isRecord } from '../../../schema/index.ts'
import { describeResponse } from '../../expected/describe.ts'
import type { Exchange } from '../../http/exchange.ts'
import { plainContent } from '../../rules/plain-content.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { describeValues, differences } from './compare.ts'
import {
  bodiesOf,
  bodyOf,
  isPending,
  isRejected,
  isSuccess,
  itemIn,
  readItem,
  requireClean,
  schemaOf,
  sendFor,
  sendUntil,
} from './items.ts'
import { invalidBodies } from './invalid-bodies.ts'

/** Makes the case in which an update can be read. */
export function updatedCase(resource: Resource, update: Operation, read: Operation): Case {
  const rule = ruleIds.sequence(update, 'updated')
  return makeCase({
    family: 'sequences',
    operation: update,
    name: 'what was updated can be read',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { item } = await context.create(resource)
      const before = await readItem(context, read, item)
      const exchange = await sendUpdate(context, resource, update, { item, before })
      const sent = itemIn(resource, exchange.requestBody)
      const { document } = context.description
      const lostIn = (one: Exchange): ReturnType<typeof differences> =>
        differences(document, schemaOf(resource, one), sent, bodyOf(resource, one))
      const after = await sendUntil(
        () => sendFor(context, read, item),
        (one) => isSuccess(one) && lostIn(one).length === 0,
      )
      if (isPending(exchange) && lostIn(after).length > 0)
        throw new CaseSkipped('the update is not finished (202)')
      requireClean(context, exchange, after)
      const lost = lostIn(after)
      context.record(
        rule,
        lost.length === 0,
        () => `the values that were sent: ${describeValues(lost, 'sent')}`,
        () => describeValues(lost, 'received'),
      )
    },
  })
}

/** Sends an update that changes something visible. @throws CaseSkipped if no such update can be made, or if it is rejected */
export async function sendUpdate(
  context: CaseContext,
  resource: Resource,
  update: Operation,
  { item, before }: { item: CreatedItem; before: Exchange },
): Promise<Exchange> {
  const { document } = context.description
  let rejected: Exchange | undefined
  for (const body of bodiesOf(context.description, update)) {
    if (body === undefined) continue
    const withId = keepId(resource, update, body, bodyOf(resource, before))
    const sent = itemIn(resource, withId.value)
    const changed = differences(document, schemaOf(resource, before), sent, bodyOf(resource, before))
    if (changed.length === 0) continue
    const exchange = await sendFor(context, update, item, { body: withId })
    if (isSuccess(exchange)) return exchange
    rejected = exchange
  }
  throw new CaseSkipped(
    rejected === undefined
      ? 'no update could be made that changes a property which can be read'
      : `${update.id} got ${describeResponse(context.description, rejected)}`,
  )
}

/** Sets the id in a body to the one of the item, because a server may reject any other. */
function keepId(resource: Resource, update: Operation, body: Payload, current: unknown): Payload {
  const content = plainContent(update)
  const { value } = body
  if (content === undefined || !isRecord(value) || !isRecord(current)) return body
  const ids = idNamesOf(resource).filter((name) => Object.hasOwn(value, name) && Object.hasOwn(current, name))
  if (ids.length === 0) return body
  return encode(content, { ...value, ...Object.fromEntries(ids.map((name) => [name, current[name]])) })
}

/** Makes the case in which a rejected update changes nothing. */
export function rejectedUpdateCase(resource: Resource, update: Operation, read: Operation): Case {
  const rule = ruleIds.sequence(update, 'rejected')
  return makeCase({
    family: 'sequences',
    operation: update,
    name: 'a rejected update has no effect',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { document } = context.description
      const { item } = await context.create(resource)
      let before = await readItem(context, read, item)
      for (const { label, body } of invalidBodies(context, update)) {
        const exchange = await sendFor(context, update, item, { body })
        if (!isRejected(exchange)) {
          before = await readItem(context, read, item)
          continue
        }
        const after = await sendFor(context, read, item)
        if (after.response.status >= 500) throw new CaseSkipped(`${read.id} got ${after.response.status}`)
        const sent = itemIn(resource, body.value)
        const schema = schemaOf(resource, before)
        const [old, now] = [bodyOf(resource, before), bodyOf(resource, after)]
        const kept = new Set(differences(document, undefined, sent, now).map(({ name }) => name))
        const changed = differences(document, schema, old, now).filter(
          ({ name }) => isRecord(sent) && Object.hasOwn(sent, name) && !kept.has(name),
        )
        const isUnchanged = isSuccess(after) && changed.length === 0
        const isRecorded = context.record(
          rule,
          isUnchanged,
          () => `no effect of a request that got ${exchange.response.status} (${label})`,
          () =>
            isSuccess(after)
              ? describeValues(changed, 'received')
              : describeResponse(context.description, after),
        )
        if (!isRecorded) return
      }
    },
  })
}
