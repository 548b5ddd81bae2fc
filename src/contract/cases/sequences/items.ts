import { setTimeout as pause } from 'node:timers/promises'
import { get } from '../../../description/index.ts'
import type { Description, Operation, Resource } from '../../../description/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import { parametersOf } from '../../fixtures/created.ts'
import type { CreatedItem } from '../../fixtures/created.ts'
import { chosenIdOf } from '../../generate/chosen-id.ts'
import { variedBody } from '../../generate/varied-body.ts'
import { describeResponse } from '../../expected/describe.ts'
import { contentFor, jsonOf } from '../../http/body.ts'
import { plainContent } from '../../rules/plain-content.ts'
import { documentedResponse } from '../../checks/documented.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { RequestPlan } from '../../http/request.ts'
import type { CaseContext } from '../case-context.ts'
import { CaseSkipped } from '../case-skipped.ts'

/** How often and after how many milliseconds a read is repeated: a server may need a moment. */
const WAITS = [50, 200, 600]

/** Sends a request of any operation of an item. */
export function sendFor(
  context: CaseContext,
  operation: Operation,
  { values }: CreatedItem,
  plan: Partial<RequestPlan> = {},
): Promise<Exchange> {
  return context.send({ resource: parametersOf(operation, values), ...plan }, { operation })
}

/** Sends a request until the response is as wanted, at most a second. Returns the last exchange. */
export async function sendUntil(
  send: () => Promise<Exchange>,
  isWanted: (exchange: Exchange) => boolean,
): Promise<Exchange> {
  let exchange = await send()
  for (const wait of WAITS) {
    if (isWanted(exchange)) break
    await pause(wait)
    exchange = await send()
  }
  return exchange
}

export function isGone({ response }: Exchange): boolean {
  return response.status === 404 || response.status === 410
}

export function isRejected({ response }: Exchange): boolean {
  return response.status >= 400 && response.status < 500
}

export function isSuccess({ response }: Exchange): boolean {
  return response.status >= 200 && response.status < 300
}

/** Returns whether a server only promises to do what was requested (RFC 9110, section 15.3.3). */
export function isPending({ response }: Exchange): boolean {
  return response.status === 202
}

/**
 * Reads an item.
 *
 * @throws CaseSkipped if the response is no success, or is invalid by itself
 */
export async function readItem(context: CaseContext, read: Operation, item: CreatedItem): Promise<Exchange> {
  const exchange = await sendFor(context, read, item)
  requireClean(context, exchange)
  return exchange
}

/** @throws CaseSkipped for a response that is no success or has a failure of its own: that is reported already */
export function requireClean(context: CaseContext, ...exchanges: readonly Exchange[]): void {
  for (const exchange of exchanges) {
    if (!isSuccess(exchange))
      throw new CaseSkipped(`${exchange.operation.id} got ${describeResponse(context.description, exchange)}`)
    if (context.hasFailed(exchange))
      throw new CaseSkipped(`a response of ${exchange.operation.id} is not as described`)
  }
}

/** Returns the item in a body, which may wrap it: `{ "data": { "id": 1 } }`. */
export function itemIn({ ids }: Resource, body: unknown): unknown {
  const [id] = ids
  const parent = id.from === 'body' ? id.pointer.slice(0, id.pointer.lastIndexOf('/')) : ''
  return parent === '' ? body : (get(body, parent) ?? body)
}

/** Returns the schema of the item in a response. Undefined if there is no schema, or if the body wraps the item. */
export function schemaOf({ ids }: Resource, exchange: Exchange): string | undefined {
  const [id] = ids
  const isWrapped = id.from === 'body' && id.pointer.lastIndexOf('/') > 0
  const contents = documentedResponse(exchange)?.content ?? []
  const schema = contentFor(contents, exchange.response.headers.get('content-type')?.[0])?.schema
  return isWrapped ? undefined : schema
}

export function bodyOf(resource: Resource, exchange: Exchange): unknown {
  return itemIn(resource, jsonOf(exchange.response))
}

/** Returns the bodies to try, those with most properties first. Undefined is the default of a plan. */
export function bodiesOf(description: Description, operation: Operation): (Payload | undefined)[] {
  const content = plainContent(operation)
  if (content === undefined) return [undefined]
  const ids = chosenIdOf(description, operation) === undefined ? [false] : [false, true]
  return ids
    .flatMap((keepsId) => [
      variedBody(description, operation, content, { full: true, numbers: true, keepsId }),
      variedBody(description, operation, content, { full: true, numbers: true, all: true, keepsId }),
      variedBody(description, operation, content, { numbers: true, keepsId }),
      variedBody(description, operation, content, { keepsId }),
      variedBody(description, operation, content, { numbers: true, all: true, keepsId }),
    ])
    .filter((body) => body !== undefined)
}
