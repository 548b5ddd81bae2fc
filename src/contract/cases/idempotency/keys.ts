import type { ExpectedResponse, Operation } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { allowedKeys, differentKeys, SIGNS } from '../../generate/different-keys.ts'
import { isAllowedKey, randomText } from '../../generate/idempotency-key.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { RequestPlan } from '../../http/request.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { expectFinalState } from '../final-state.ts'
import type { Bodies } from './bodies.ts'
import { clauseCase } from './clause-case.ts'
import { isReplayObservable } from './replay-observable.ts'

/** Keys that several languages take for no value, or find in every object. */
const MISREAD_KEYS = ['0', 'constructor']

/** The longest limit up to which a key has as many signs as it may: a header of so many is usual. */
const LONGEST_OF_SIGNS = 255

/** The signs of short keys. The misread keys have cases of their own. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Makes cases with valid keys of several forms. These are also the valid samples of the header parameter. */
export function keyForms({ operation, description }: CaseInput): Case[] {
  const allowed = allowedKeys(operation, description.document)
  const { isAllowed, isAllowedLength, shortest, longest } = allowed
  return [
    twoKeys(operation),
    ...(isAllowedLength(shortest) ? [shortKey(operation, shortest)] : []),
    ...MISREAD_KEYS.filter(isAllowed).map((key) =>
      clauseCase(operation, `the key ${key}`, ['header', 'replay'], (context) => sendKnownKey(context, key)),
    ),
    ...(isAllowedLength(longest) ? [storedKey(operation, 'longest key', () => randomText(longest))] : []),
    ...(isAllowed(keyOfSigns(longest))
      ? [storedKey(operation, 'a key of all signs', () => keyOfSigns(longest))]
      : []),
    ...differentKeys(allowed).map(({ name, makeKeys }) =>
      clauseCase(operation, name, ['header'], (context) => expectSuccesses(context, makeKeys())),
    ),
  ]
}

function twoKeys(operation: Operation): Case {
  return clauseCase(operation, 'two keys', ['header'], (context) =>
    expectSuccesses(context, [context.key(), context.key()]),
  )
}

function shortKey(operation: Operation, length: number): Case {
  return clauseCase(operation, 'shortest key', ['header'], (context) => sendShortKey(context, length))
}

/**
 * Returns a key that has all signs. It is as long as a short limit allows: a server may encode the signs before it
 * measures or stores a key.
 */
function keyOfSigns(longest: number): string {
  const length = longest > LONGEST_OF_SIGNS ? 12 + SIGNS.length : longest
  const repeated = SIGNS.repeat(Math.max(1, Math.floor((length - 12) / SIGNS.length)))
  return `${randomText(Math.max(12, length - repeated.length))}${repeated}`
}

/** A server that cannot store a key, because it is too long or has signs of its store, may still accept it. */
function storedKey(operation: Operation, name: string, makeKey: () => string): Case {
  return clauseCase(operation, name, ['header', 'replay'], async (context) =>
    expectStored(context, { resource: await context.resource(), key: makeKey() }),
  )
}

/**
 * Sends several keys, each on its own resource. If the response to one is not a valid success, a control request has an
 * ordinary key, which no server rejects.
 */
async function expectSuccesses(context: CaseContext, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const exchange = await context.send({ resource: await context.resource(), key })
    const isValid = context.succeeded(exchange) && !context.hasFailed(exchange)
    if (!isValid) await context.controlRequest({ resource: await context.resource() })
    context.expectSuccess(exchange)
  }
}

/** Tries several keys, because an earlier run may have used a short one. */
async function sendShortKey(context: CaseContext, length: number): Promise<void> {
  const mismatchResponses = context.operation.idempotency?.mismatch.responses ?? []
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const resource = await context.resource()
    const exchange = await context.send({ resource, key: randomText(length, LETTERS), mayBeReplay: true })
    if (context.matches(mismatchResponses, exchange)) continue
    context.expectSuccess(exchange)
    return
  }
  throw new CaseSkipped('each of the 5 short keys was already in use')
}

/** Sends a key that every run sends. An earlier run may have used it for another resource. */
async function sendKnownKey(context: CaseContext, key: string): Promise<void> {
  const { operation } = context
  const usedResponses = [
    ...(operation.idempotency?.mismatch.responses ?? []),
    ...(operation.idempotency?.inProgress.responses ?? []),
  ]
  const plan = { resource: await context.resource(), key, mayBeReplay: true }
  const first = await context.send(plan)
  if (context.matches(usedResponses, first)) throw new CaseSkipped(`the key \`${key}\` was already in use`)
  await expectReplay(context, plan, first)
}

/** Expects that a request succeeds, and that its response is stored under its key. */
async function expectStored(context: CaseContext, plan: RequestPlan): Promise<void> {
  await expectReplay(context, plan, await context.send(plan))
}

async function expectReplay(context: CaseContext, plan: RequestPlan, first: Exchange): Promise<void> {
  context.expectSuccess(first)
  if (!(await isReplayObservable(context, plan, first))) return
  const again = await context.send({ ...plan, mayBeReplay: true })
  context.expectSame(again, first, ruleIds.idempotency(context.operation, 'replay'))
}

function invalidKeyResponses(operation: Operation): readonly ExpectedResponse[] {
  const name = operation.idempotency?.header ?? ''
  return rejectionResponses(operation, { in: 'header', name, keyword: 'minLength' }).expectedResponses
}

/** Makes the cases with two requests without a key, or with an empty one that counts as none: both are executed. */
export function optionalKey({ operation, description }: CaseInput, { first, isOptional }: Bodies): Case[] {
  // The smallest valid request: a server that rejects an optional part of it would hide what this case is about.
  const body = isOptional ? {} : first
  const { idempotency, lifecycle } = operation
  const header = operation.parameters.find(({ object }) => object.name === idempotency?.header)
  if (header?.object.required === true) return []
  const keyless = clauseCase(operation, 'optional key left out', ['header'], async (context) => {
    const [one, other] = [await context.resource(), await context.resource()]
    context.expectSuccess(await context.send({ resource: one, key: null, ...body }))
    context.expectSuccess(await context.send({ resource: other, key: null, ...body }))
    if (lifecycle?.states[lifecycle.to] === undefined) return
    const again = await context.send({ resource: one, key: null, ...body })
    await expectFinalState(context, again, ruleIds.idempotency(operation, 'header'))
  })
  if (isAllowedKey(operation, description.document, '')) return [keyless]
  const empty = clauseCase(operation, 'two empty keys', ['header'], async (context) => {
    const exchange = await context.send({ resource: await context.resource(), key: '', ...body })
    if (context.succeeded(exchange))
      context.expectSuccess(await context.send({ resource: await context.resource(), key: '', ...body }))
    else context.expect(exchange, invalidKeyResponses(operation))
  })
  return [keyless, empty]
}
