import { setTimeout as pause } from 'node:timers/promises'
import type { Operation } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { requiresCredentials } from '../../http/credentials.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { CaseContext } from '../case-context.ts'
import type { MakeCases, PartialPlan } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { resourceInState } from '../lifecycle.ts'
import { sendObservableFirst, isReplayObservable } from './replay-observable.ts'
import { nearBodies, twoBodies } from './bodies.ts'
import { releasedByAuthentication, releasedByValidation } from './released-keys.ts'
import { keyForms, scope } from './keys.ts'
import { replay, replayHeaderRules, replayHeaders, sameParameters } from './replay.ts'

/** What a key promises: replay, refusal of another request, and freedom where nothing was executed. */
export const idempotency: MakeCases = (input) => {
  const { operation } = input
  const policy = operation.idempotency
  if (policy === undefined) return []
  const [body, otherBody] = twoBodies(input)
  const [near, ...nearest] = nearBodies(input)
  const mayLackBody = operation.body?.required === false && body.body !== undefined
  const rule = (name: string): string => `${operation.id}/idempotency/${name}`
  const make = (
    name: string,
    rules: readonly [string, ...string[]],
    run: (context: CaseContext) => Promise<void>,
  ): Case => makeCase({ family: 'idempotency', operation, name, rules, stateful: true, run })
  const stores = (value: 'success' | 'rejection' | 'failure'): boolean => policy.stores.includes(value)
  const storeRules = stores('success') ? [rule('stores/success')] : []
  const differs = (value: 'body' | 'path'): boolean => policy.mismatch.differs.includes(value)
  const releases = (value: 'validation' | 'authentication'): boolean => policy.releases.includes(value)
  const header = operation.parameters.find(({ object }) => object.name === policy.header)?.object
  const hasPath = operation.parameters.some(({ object }) => object.in === 'path')
  const cases: (Case | false)[] = [
    make('a replay', [rule('replay'), ...storeRules, ...replayHeaderRules(operation)], (context) =>
      replay(context, body),
    ),
    mayLackBody &&
      make('a replay without a body', [rule('replay'), ...storeRules], (context) => replay(context, {})),
    make('a replay, three times', [rule('replay')], async (context) => {
      const plan = { resource: await context.resource(), key: context.key(), ...body }
      const first = await sendObservableFirst(context, plan)
      for (let time = 0; time < 3; time += 1)
        context.expectSame(await context.send({ ...plan, mayBeReplay: true }), first, rule('replay'))
    }),
    makeCase({
      family: 'idempotency',
      operation,
      name: 'a replay a second later',
      rules: [rule('replay')],
      stateful: true,
      longRunning: true,
      run: async (context) => {
        const plan = { resource: await context.resource(), key: context.key(), ...body }
        const first = await sendObservableFirst(context, plan)
        await pause(1050 - (Date.now() % 1000))
        let again = await context.send({ ...plan, mayBeReplay: true })
        // Seconds begin elsewhere where the target is: its own clock says so, and without one a whole second has to pass.
        if (dateOf(again) === dateOf(first)) {
          await pause(1050)
          again = await context.send({ ...plan, mayBeReplay: true })
        }
        context.expectSame(again, first, rule('replay'))
      },
    }),
    ...sameParameters(input, rule('replay')),
    operation.lifecycle !== undefined &&
      make('a replay after the state has moved on', [rule('replay')], async (context) => {
        const plan = { resource: await context.resource(), key: context.key(), ...body }
        const first = await sendObservableFirst(context, plan)
        await context.send({ resource: plan.resource })
        context.expectSame(await context.send({ ...plan, mayBeReplay: true }), first, rule('replay'))
      }),
    ...(stores('rejection') ? rejectedStates(operation) : []).map((state, index) =>
      make(
        `a replay of a refusal${index === 0 ? '' : `, ${state}`}`,
        [rule('stores/rejection')],
        async (context) => {
          if (index === 0) await context.controlRequest({ resource: await context.resource() })
          const plan = { resource: await resourceInState(context, operation, state), key: context.key() }
          const first = await context.send(plan)
          if (!context.matches(operation.lifecycle?.states[state]?.responses ?? [], first))
            throw new CaseSkipped(`the state \`${state}\` was not refused as described`)
          const again = await context.send({ ...plan, mayBeReplay: true })
          if (context.expectSame(again, first, rule('stores/rejection'))) replayHeaders(context, again, first)
        },
      ),
    ),
    ...(stores('rejection') && differs('body') && otherBody !== undefined
      ? rejectedStates(operation)
      : []
    ).map((state, index) =>
      make(
        `a refusal’s key, reused with another body${index === 0 ? '' : `, ${state}`}`,
        [rule('stores/rejection'), rule('mismatch/body')],
        async (context) => {
          const plan = { resource: await resourceInState(context, operation, state), key: context.key() }
          const first = await context.send({ ...plan, ...body })
          if (context.succeeded(first)) throw new CaseSkipped(`the state \`${state}\` was not refused`)
          context.expect(
            await context.send({ ...plan, ...otherBody }),
            policy.mismatch.responses,
            rule('stores/rejection'),
          )
        },
      ),
    ),
    differs('body') &&
      otherBody !== undefined &&
      make('a key reused with another body', [rule('mismatch/body'), rule('replay')], (context) =>
        reuseKey(context, body, otherBody),
      ),
    differs('body') &&
      nearest.length > 0 &&
      make('a key reused with a body that is nearly the same', [rule('mismatch/body')], async (context) => {
        const plan = { resource: await context.resource(), key: context.key() }
        await context.controlRequest({ ...plan, ...near })
        for (const other of nearest)
          context.expect(
            await context.send({ ...plan, ...other }),
            policy.mismatch.responses,
            rule('mismatch/body'),
          )
      }),
    differs('body') &&
      mayLackBody &&
      make('a key reused without its body', [rule('mismatch/body')], (context) =>
        reuseKey(context, body, {}),
      ),
    differs('body') &&
      mayLackBody &&
      make('a key reused with a body where there was none', [rule('mismatch/body')], (context) =>
        reuseKey(context, {}, body),
      ),
    differs('path') &&
      hasPath &&
      make('a key reused with another path', [rule('mismatch/path')], async (context) => {
        const key = context.key()
        const [one, other] = [await context.resource(), await context.resource()]
        await context.controlRequest({ resource: one, key, ...body })
        const exchange = await context.send({ resource: other, key, ...body })
        if (context.expect(exchange, policy.mismatch.responses, rule('mismatch/path'))) {
          context.expectSuccess(await context.send({ resource: other }), rule('mismatch/path'))
        }
      }),
    ...(releases('validation') ? releasedByValidation(input, rule('releases/validation')) : []),
    releases('authentication') &&
      requiresCredentials(operation) &&
      releasedByAuthentication(input, rule('releases/authentication')),
    header?.required !== true &&
      make('no key, where none is required', [rule('header')], async (context) => {
        // Two requests without a key are two requests.
        const [one, other] = [await context.resource(), await context.resource()]
        context.expectSuccess(await context.send({ resource: one, key: null, ...body }))
        context.expectSuccess(await context.send({ resource: other, key: null, ...body }))
        const endedResponses = operation.lifecycle?.states[operation.lifecycle.to]?.responses
        if (endedResponses !== undefined)
          context.expect(await context.send({ resource: one, key: null, ...body }), endedResponses)
      }),
    ...keyForms(input, rule('header')),
  ]
  // Where a success is not kept, nothing is said of its key.
  const untestedRules = stores('success')
    ? []
    : [rule('replay'), rule('mismatch/body'), rule('mismatch/path')]
  const testedCases = cases
    .filter((subject) => subject !== false)
    .filter(({ rules }) => !untestedRules.includes(rules[0]))
  return [...testedCases, ...scope(operation, rule('scope'))]
}

/** The states in which the operation can only be refused. */
function rejectedStates(operation: Operation): string[] {
  const states = Object.entries(operation.lifecycle?.states ?? {})
  return states
    .filter(([, { responses: expectedResponses }]) =>
      expectedResponses.every(({ status }) => /^4/.test(status)),
    )
    .map(([state]) => state)
}

/** When an answer was sent, in whole seconds by the target's clock (RFC 9110, section 6.6.1). */
function dateOf({ response }: Exchange): string | undefined {
  return response.headers.get('date')?.[0]
}

/** The same key with another body is refused; the first answer stays saved. */
async function reuseKey(context: CaseContext, one: PartialPlan, other: PartialPlan): Promise<void> {
  const plan = { resource: await context.resource(), key: context.key() }
  const first = await context.controlRequest({ ...plan, ...one })
  const { id, idempotency: policy } = first.operation
  const exchange = await context.send({ ...plan, ...other })
  if (!context.expect(exchange, policy?.mismatch.responses ?? [], `${id}/idempotency/mismatch/body`)) return
  if (!(await isReplayObservable(context, { ...plan, ...one }, first))) return
  const again = await context.send({ ...plan, ...one, mayBeReplay: true })
  context.expectSame(again, first, `${id}/idempotency/replay`)
}
