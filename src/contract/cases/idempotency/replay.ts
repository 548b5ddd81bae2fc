import { setTimeout as pause } from 'node:timers/promises'
import { isForm, isJson } from '../../../description/index.ts'
import type { Operation } from '../../../description/index.ts'
import { exampleValue, serialize } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { RequestPlan } from '../../http/request.ts'
import { requirementFor } from '../../http/requirements.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { CaseInput, PartialPlan } from '../case-factory.ts'
import type { Bodies } from './bodies.ts'
import { inLowerCase } from '../protocol/scheme-names.ts'
import { clauseCase } from './clause-case.ts'
import { equivalentBytes } from './equivalent-bytes.ts'
import { longBodies } from './long-bodies.ts'
import { expectReplayHeaders, replayHeaderRules } from './replay-headers.ts'
import { sendObservableFirst } from './replay-observable.ts'

/** Makes the cases in which the same request with the same key gets the stored response of a success. */
export function replays(input: CaseInput, { first, isOptional }: Bodies): Case[] {
  const { operation } = input
  const storesSuccess = operation.idempotency?.stores.includes('success') === true
  const clauses = ['replay', ...(storesSuccess ? (['stores/success'] as const) : [])] as const
  return [
    clauseCase(operation, 'replay', clauses, (context) => replay(context, first), {
      otherRules: replayHeaderRules(operation),
    }),
    ...(isOptional
      ? [clauseCase(operation, 'replay without a body', clauses, (context) => replay(context, {}))]
      : []),
    clauseCase(operation, 'replay three times', ['replay'], (context) => replayThreeTimes(context, first)),
    clauseCase(
      operation,
      'replay after one second',
      ['replay'],
      (context) => replayAfterOneSecond(context, first),
      { longRunning: true },
    ),
    clauseCase(operation, 'replay with other headers', ['replay'], (context) =>
      replayWithOtherHeaders(context, first),
    ),
    ...replayOfOtherVersion(input, first),
    ...equivalentBytes(input),
    ...longBodies(input),
    ...(operation.lifecycle === undefined ? [] : [replayAfterStateChange(operation, first)]),
  ]
}

async function replay(context: CaseContext, part: PartialPlan): Promise<void> {
  const { operation } = context
  const plan = { resource: await context.resource(), key: context.key(), ...part }
  const first = await sendObservableFirst(context, plan)
  const again = await context.send({ ...plan, mayBeReplay: true })
  const storesSuccess = operation.idempotency?.stores.includes('success') === true
  const isSame = context.expectSame(
    again,
    first,
    ruleIds.idempotency(operation, 'replay'),
    ...(storesSuccess ? [ruleIds.idempotency(operation, 'stores/success')] : []),
  )
  if (isSame) expectReplayHeaders(context, again, first)
}

async function replayThreeTimes(context: CaseContext, part: PartialPlan): Promise<void> {
  const rule = ruleIds.idempotency(context.operation, 'replay')
  const plan = { resource: await context.resource(), key: context.key(), ...part }
  const first = await sendObservableFirst(context, plan)
  for (let time = 0; time < 3; time += 1)
    context.expectSame(await context.send({ ...plan, mayBeReplay: true }), first, rule)
}

/** Replays a request as another client of the same account may send it: how it is sent is no part of the request. */
async function replayWithOtherHeaders(context: CaseContext, part: PartialPlan): Promise<void> {
  const { body } = part
  const plan = { resource: await context.resource(), key: context.key(), ...part }
  const first = await sendObservableFirst(context, plan)
  const headers: [string, string][] = [
    ['Accept', '*/*'],
    ['User-Agent', 'another-client/1.0'],
    ['X-Undescribed', 'x'],
  ]
  const type = body?.contentType ?? ''
  const spelled = body && (isJson(type) || isForm(type)) ? spelledType(body) : {}
  const again = await sendInLowerCase(context, { ...plan, ...spelled, headers, mayBeReplay: true })
  context.expectSame(again, first, ruleIds.idempotency(context.operation, 'replay'))
}

/**
 * Sends a request with the name of its authentication scheme in lower case: the credential is the same (RFC 9110, section
 * 11.1). That a server reads such a name at all is tested elsewhere.
 */
async function sendInLowerCase(context: CaseContext, plan: RequestPlan): Promise<Exchange> {
  const { operation, target } = context
  const requirement = requirementFor(operation, target)
  if (!requirement.some(({ scheme }) => scheme.type === 'http')) return context.send(plan)
  const exchange = await context.send({ ...plan, credential: inLowerCase(requirement, target) })
  return /^40[13]$/.test(String(exchange.response.status)) ? context.send(plan) : exchange
}

/**
 * Makes a case in which a replay names a version of the API, as a client does that was updated in between. The version is
 * no compared part of a request, so nothing is executed again. A server may take it for another request nevertheless.
 */
function replayOfOtherVersion({ operation, description }: CaseInput, part: PartialPlan): Case[] {
  const { document } = description
  const name = document['x-version']?.header.toLowerCase()
  const parameter = operation.parameters.find(
    ({ object }) => object.in === 'header' && object.name.toLowerCase() === name,
  )
  const example = parameter && exampleValue(document, parameter)
  if (parameter === undefined || example === undefined || parameter.object.required === true) return []
  const parameters = serialize(parameter, example.value)
  const replayed = clauseCase(operation, 'replay with a version', ['replay'], async (context) => {
    const plan = { resource: await context.resource(), key: context.key(), ...part }
    const first = await sendObservableFirst(context, plan)
    const again = await context.send({ ...plan, parameters, mayBeReplay: true })
    if (context.matches(operation.idempotency?.mismatch.responses ?? [], again))
      throw new CaseSkipped('a key with another version counts as a key of another request')
    context.expectSame(again, first, ruleIds.idempotency(operation, 'replay'))
  })
  return [replayed]
}

function spelledType(body: Payload): PartialPlan {
  return { body: { ...body, contentType: `${body.contentType ?? ''}; charset=utf-8` } }
}

async function replayAfterOneSecond(context: CaseContext, part: PartialPlan): Promise<void> {
  const plan = { resource: await context.resource(), key: context.key(), ...part }
  const first = await sendObservableFirst(context, plan)
  await pause(1050 - (Date.now() % 1000))
  let again = await context.send({ ...plan, mayBeReplay: true })
  // The seconds of the target's clock may begin later, so the Date header must change or a whole second must pass.
  if (dateOf(again) === dateOf(first)) {
    await pause(1050)
    again = await context.send({ ...plan, mayBeReplay: true })
  }
  context.expectSame(again, first, ruleIds.idempotency(context.operation, 'replay'))
}

function replayAfterStateChange(operation: Operation, part: PartialPlan): Case {
  return clauseCase(operation, 'replay after a state change', ['replay'], async (context) => {
    const plan = { resource: await context.resource(), key: context.key(), ...part }
    const first = await sendObservableFirst(context, plan)
    await context.send({ resource: plan.resource })
    const again = await context.send({ ...plan, mayBeReplay: true })
    context.expectSame(again, first, ruleIds.idempotency(operation, 'replay'))
  })
}

/** Returns the time of a response by the target's clock, in whole seconds (RFC 9110, section 6.6.1). */
function dateOf({ response }: Exchange): string | undefined {
  return response.headers.get('date')?.[0]
}
