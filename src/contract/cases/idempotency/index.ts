import { setTimeout as pause } from 'node:timers/promises'
import type { Operation } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import { NotReached } from '../case.ts'
import { isGuarded } from '../../http/credentials.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { Story } from '../../run/case-context.ts'
import type { MakeCases, Part } from '../family.ts'
import { makeCase } from '../family.ts'
import { inState } from '../lifecycle.ts'
import { firstOf, isToldApart } from './observable.ts'
import { nearBodies, twoBodies } from './bodies.ts'
import { freedByAuthentication, freedByValidation } from './released.ts'
import { keyForms, scope } from './keys.ts'
import { replay, replayHeaderRules, replayHeaders, sameParameters } from './replay.ts'

/** What a key promises: replay, refusal of another request, and freedom where nothing was executed. */
export const idempotency: MakeCases = (ground) => {
  const { operation } = ground
  const promise = operation.idempotency
  if (promise === undefined) return []
  const [body, otherBody] = twoBodies(ground)
  const [near, ...nearest] = nearBodies(ground)
  const mayLackBody = operation.body?.required === false && body.body !== undefined
  const rule = (name: string): string => `${operation.id}/idempotency/${name}`
  const make = (
    name: string,
    rules: readonly [string, ...string[]],
    run: (story: Story) => Promise<void>,
  ): Case => makeCase({ family: 'idempotency', operation, name, rules, stateful: true, run })
  const saves = (kind: 'success' | 'refusal' | 'failure'): boolean => promise.saves.includes(kind)
  const saved = saves('success') ? [rule('saves/success')] : []
  const differs = (kind: 'body' | 'path'): boolean => promise.reused.differs.includes(kind)
  const frees = (kind: 'validation' | 'authentication'): boolean => promise.leavesFree.includes(kind)
  const header = operation.parameters.find(({ object }) => object.name === promise.header)?.object
  const hasPath = operation.parameters.some(({ object }) => object.in === 'path')
  const cases: (Case | false)[] = [
    make('a replay', [rule('replay'), ...saved, ...replayHeaderRules(operation)], (story) =>
      replay(story, body),
    ),
    mayLackBody && make('a replay without a body', [rule('replay'), ...saved], (story) => replay(story, {})),
    make('a replay, three times', [rule('replay')], async (story) => {
      const plan = { resource: await story.resource(), key: story.key(), ...body }
      const first = await firstOf(story, plan)
      for (let time = 0; time < 3; time += 1)
        story.expectSame(await story.send({ ...plan, mayBeReplay: true }), first, rule('replay'))
    }),
    makeCase({
      family: 'idempotency',
      operation,
      name: 'a replay a second later',
      rules: [rule('replay')],
      stateful: true,
      waits: true,
      run: async (story) => {
        const plan = { resource: await story.resource(), key: story.key(), ...body }
        const first = await firstOf(story, plan)
        await pause(1050 - (Date.now() % 1000))
        let again = await story.send({ ...plan, mayBeReplay: true })
        // Seconds begin elsewhere where the target is: its own clock says so, and without one a whole second has to pass.
        if (dateOf(again) === dateOf(first)) {
          await pause(1050)
          again = await story.send({ ...plan, mayBeReplay: true })
        }
        story.expectSame(again, first, rule('replay'))
      },
    }),
    ...sameParameters(ground, rule('replay')),
    operation.lifecycle !== undefined &&
      make('a replay after the state has moved on', [rule('replay')], async (story) => {
        const plan = { resource: await story.resource(), key: story.key(), ...body }
        const first = await firstOf(story, plan)
        await story.send({ resource: plan.resource })
        story.expectSame(await story.send({ ...plan, mayBeReplay: true }), first, rule('replay'))
      }),
    ...(saves('refusal') ? refusedStates(operation) : []).map((state, index) =>
      make(
        `a replay of a refusal${index === 0 ? '' : `, ${state}`}`,
        [rule('saves/refusal')],
        async (story) => {
          if (index === 0) await story.twin({ resource: await story.resource() })
          const plan = { resource: await inState(story, operation, state), key: story.key() }
          const first = await story.send(plan)
          if (!story.fits(operation.lifecycle?.states[state]?.answers ?? [], first))
            throw new NotReached(`the state \`${state}\` was not refused as described`)
          const again = await story.send({ ...plan, mayBeReplay: true })
          if (story.expectSame(again, first, rule('saves/refusal'))) replayHeaders(story, again, first)
        },
      ),
    ),
    ...(saves('refusal') && differs('body') && otherBody !== undefined ? refusedStates(operation) : []).map(
      (state, index) =>
        make(
          `a refusal’s key, reused with another body${index === 0 ? '' : `, ${state}`}`,
          [rule('saves/refusal'), rule('reused/body')],
          async (story) => {
            const plan = { resource: await inState(story, operation, state), key: story.key() }
            const first = await story.send({ ...plan, ...body })
            if (story.succeeded(first)) throw new NotReached(`the state \`${state}\` was not refused`)
            story.expect(
              await story.send({ ...plan, ...otherBody }),
              promise.reused.answers,
              rule('saves/refusal'),
            )
          },
        ),
    ),
    differs('body') &&
      otherBody !== undefined &&
      make('a key reused with another body', [rule('reused/body'), rule('replay')], (story) =>
        reuse(story, body, otherBody),
      ),
    differs('body') &&
      nearest.length > 0 &&
      make('a key reused with a body that is nearly the same', [rule('reused/body')], async (story) => {
        const plan = { resource: await story.resource(), key: story.key() }
        await story.twin({ ...plan, ...near })
        for (const other of nearest)
          story.expect(await story.send({ ...plan, ...other }), promise.reused.answers, rule('reused/body'))
      }),
    differs('body') &&
      mayLackBody &&
      make('a key reused without its body', [rule('reused/body')], (story) => reuse(story, body, {})),
    differs('body') &&
      mayLackBody &&
      make('a key reused with a body where there was none', [rule('reused/body')], (story) =>
        reuse(story, {}, body),
      ),
    differs('path') &&
      hasPath &&
      make('a key reused with another path', [rule('reused/path')], async (story) => {
        const key = story.key()
        const [one, other] = [await story.resource(), await story.resource()]
        await story.twin({ resource: one, key, ...body })
        const exchange = await story.send({ resource: other, key, ...body })
        if (story.expect(exchange, promise.reused.answers, rule('reused/path'))) {
          story.expectSuccess(await story.send({ resource: other }), rule('reused/path'))
        }
      }),
    ...(frees('validation') ? freedByValidation(ground, rule('leavesFree/validation')) : []),
    frees('authentication') &&
      isGuarded(operation) &&
      freedByAuthentication(ground, rule('leavesFree/authentication')),
    header?.required !== true &&
      make('no key, where none is required', [rule('header')], async (story) => {
        // Two requests without a key are two requests.
        const [one, other] = [await story.resource(), await story.resource()]
        story.expectSuccess(await story.send({ resource: one, key: null, ...body }))
        story.expectSuccess(await story.send({ resource: other, key: null, ...body }))
        const ended = operation.lifecycle?.states[operation.lifecycle.to]?.answers
        if (ended !== undefined) story.expect(await story.send({ resource: one, key: null, ...body }), ended)
      }),
    ...keyForms(ground, rule('header')),
  ]
  // Where a success is not kept, nothing is said of its key.
  const about = saves('success') ? [] : [rule('replay'), rule('reused/body'), rule('reused/path')]
  const told = cases.filter((subject) => subject !== false).filter(({ rules }) => !about.includes(rules[0]))
  return [...told, ...scope(operation, rule('scope'))]
}

/** The states in which the operation can only be refused. */
function refusedStates(operation: Operation): string[] {
  const states = Object.entries(operation.lifecycle?.states ?? {})
  return states
    .filter(([, { answers }]) => answers.every(({ status }) => /^4/.test(status)))
    .map(([state]) => state)
}

/** When an answer was sent, in whole seconds by the target's clock (RFC 9110, section 6.6.1). */
function dateOf({ response }: Exchange): string | undefined {
  return response.headers.get('date')?.[0]
}

/** The same key with another body is refused; the first answer stays saved. */
async function reuse(story: Story, one: Part, other: Part): Promise<void> {
  const plan = { resource: await story.resource(), key: story.key() }
  const first = await story.twin({ ...plan, ...one })
  const { id, idempotency: promise } = first.operation
  const exchange = await story.send({ ...plan, ...other })
  if (!story.expect(exchange, promise?.reused.answers ?? [], `${id}/idempotency/reused/body`)) return
  if (!(await isToldApart(story, { ...plan, ...one }, first))) return
  const again = await story.send({ ...plan, ...one, mayBeReplay: true })
  story.expectSame(again, first, `${id}/idempotency/replay`)
}
