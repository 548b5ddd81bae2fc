import type { Operation, Resource } from '../../../description/index.ts'
import { describeResponse } from '../../expected/describe.ts'
import { credentialFor } from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import type { Exchange } from '../../http/exchange.ts'
import { requirementFor } from '../../http/requirements.ts'
import { otherAccountOf } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CreatedItem } from '../../fixtures/created.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { bodiesOf, isGone, isRejected, isSuccess, requireClean, sendFor } from './items.ts'
import { findInList } from './lists.ts'
import { readableList } from '../../rules/list-parameters.ts'

/** Text that says that an item belongs to one account. */
const OWNED =
  /\b(?:another|other|different|foreign)\b.*\b(?:user|account|tenant|customer|owner|key)|belong|\bown(?:s|ed|er|ers)?\b/i

/** Makes the case in which another account cannot read or change an item. */
export function isolationCase(resource: Resource, operation: Operation): Case {
  const rule = ruleIds.sequence(operation, 'isolation')
  return makeCase({
    family: 'sequences',
    operation,
    name: 'with the key of another account',
    rules: [rule],
    stateful: true,
    needsOtherKey: true,
    run: async (context) => {
      const { item } = await context.create(resource)
      const read = resource.read ?? operation
      if (read.method === 'GET') requireClean(context, await sendFor(context, read, item))
      if (!documentsOwner(operation) && !(await isPrivate(context, resource, item)))
        throw new CaseSkipped('nothing shows that an item belongs to one account only')
      const exchange = await sendAsOther(context, operation, item)
      if (!isSuccess(exchange) && !isRejected(exchange))
        throw new CaseSkipped(`${operation.id} got ${exchange.response.status}`)
      context.record(
        rule,
        isRejected(exchange),
        () => 'a rejection, because the item belongs to another account',
        () => describeResponse(context.description, exchange),
      )
    },
  })
}

/** Returns whether the description of 403 or 404 says that items belong to accounts. */
function documentsOwner({ responses }: Operation): boolean {
  return responses.some(({ status, object }) => /^40[34]$/.test(status) && OWNED.test(object.description))
}

async function sendAsOther(context: CaseContext, operation: Operation, item: CreatedItem): Promise<Exchange> {
  const credential = otherCredential(context, operation)
  let exchange: Exchange | undefined
  for (const body of operation.body === undefined ? [undefined] : bodiesOf(context.description, operation)) {
    exchange = await sendFor(context, operation, item, { credential, ...(body && { body }) })
    if (isSuccess(exchange) || isGone(exchange) || exchange.response.status === 403) break
  }
  return exchange ?? sendFor(context, operation, item, { credential })
}

function otherCredential({ target }: CaseContext, operation: Operation): Credential {
  return credentialFor(requirementFor(operation, target), otherAccountOf(target))
}

/** Returns whether the list shows each account its own items only. */
async function isPrivate(context: CaseContext, resource: Resource, own: CreatedItem): Promise<boolean> {
  const list = readableList(resource)
  const { otherApiKey } = context.target
  if (list === undefined || otherApiKey === undefined || own.values.length > 1) return false
  const other = (await context.create(resource, { apiKey: otherApiKey })).item
  const credential = otherCredential(context, list.operation)
  const find = async (
    item: CreatedItem,
    options: { credential?: Credential },
  ): Promise<boolean | undefined> => {
    const { found, isComplete } = await findInList(context, list, [], item.values.at(-1) ?? '', options)
    return found || isComplete ? found : undefined
  }
  return (
    (await find(own, {})) === true &&
    (await find(other, { credential })) === true &&
    (await find(own, { credential })) === false &&
    (await find(other, {})) === false
  )
}
