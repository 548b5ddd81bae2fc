import { isSuccess } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { decodeOrUndefined } from '../../serialization/index.ts'
import { knownBefore, rememberBefore } from '../fixtures/before.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { jsonOf } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'

/** Returns the exchange that a plan led to. */
export function makeExchange(
  operation: Operation,
  plan: RequestPlan,
  sent: Pick<Exchange, 'request' | 'response' | 'sentAt'>,
): Exchange {
  return {
    operation,
    ...sent,
    receivedAt: Date.now(),
    requestBody: plan.body?.value,
    pathParameters: { ...plan.resource, ...decodePathParameters(plan.rawPath) },
    resourceBefore: isAboutResource(operation, plan) ? knownBefore(plan.resource) : undefined,
    mayBeReplay: plan.mayBeReplay ?? false,
    provoked: plan.provoked ?? false,
    mayBeHandledUpstream: plan.mayBeHandledUpstream === true && !isOwnSuccess(operation, plan, sent.response),
  }
}

/** Returns whether a response shows that the server itself read the request: no proxy or router accepts one. */
function isOwnSuccess(operation: Operation, plan: RequestPlan, { status }: Exchange['response']): boolean {
  return (
    isSuccess(status) &&
    (plan.body === null || plan.body?.value !== undefined) &&
    plan.headers === undefined &&
    isAboutResource(operation, plan)
  )
}

/** Returns whether a plan sends the operation itself to its resource, and not another method or to another path. */
export function isAboutResource({ method }: Operation, plan: RequestPlan): boolean {
  const isOwnMethod = plan.method === undefined || plan.method === method
  return isOwnMethod && plan.path === undefined && plan.rawPath === undefined
}

/** Remembers what a success shows of its resource, for later responses about the same one. */
export function rememberShown({ operation, response }: Exchange, plan: RequestPlan): void {
  if (operation.lifecycle?.changes === undefined || response.status >= 300) return
  const body = isAboutResource(operation, plan) ? jsonOf(response) : undefined
  const ids: unknown[] = Object.values(plan.resource)
  if (Object.values(Object(body) as object).some((value) => ids.includes(value)))
    rememberBefore(plan.resource, body)
}

/** Decodes raw path text. Returns nothing if any of it is invalid percent-encoding. */
function decodePathParameters(raw: PathParameters = {}): PathParameters {
  const pairs = Object.entries(raw).flatMap(([name, text]) => {
    const value = decodeOrUndefined(text)
    return value === undefined ? [] : [[name, value] as const]
  })
  return pairs.length < Object.keys(raw).length ? {} : Object.fromEntries(pairs)
}
