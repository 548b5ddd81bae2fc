import { randomUUID } from 'node:crypto'
import type { Operation } from '../../description/index.ts'
import { refusalAnswers } from '../answers.ts'
import type { Case } from '../case.ts'
import { NotReached } from '../case.ts'
import { credential } from '../credentials.ts'
import type { Exchange } from '../exchange.ts'
import type { Story } from '../story.ts'
import { sameAnswer } from '../story.ts'
import { canEncode, encode, isForm, raw } from '../values/payload.ts'
import type { Ground, MakeCases, Part } from './family.ts'
import { makeCase, pointerOf, samplesOf } from './family.ts'
import { inState } from './lifecycle.ts'

/** What a key promises: replay, refusal of another request, and freedom where nothing was executed. */
export const idempotency: MakeCases = (ground) => {
  const { operation } = ground
  const promise = operation.idempotency
  if (promise === undefined) return []
  const [body, otherBody] = twoBodies(ground)
  const mayLackBody = operation.body?.required === false && body.body !== undefined
  const rule = (name: string): string => `${operation.id}/idempotency/${name}`
  const make = (
    name: string,
    rules: readonly [string, ...string[]],
    run: (story: Story) => Promise<void>,
  ): Case => makeCase({ family: 'idempotency', operation, name, rules, stateful: true, run })
  const refused = refusedState(operation)
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
      const plan = { resource: await story.resource(), key: randomUUID(), ...body }
      const first = await story.twin(plan)
      for (let time = 0; time < 3; time += 1)
        story.expectSame(await story.send({ ...plan, mayBeReplay: true }), first, rule('replay'))
    }),
    ...sameParameters(ground, rule('replay')),
    operation.lifecycle !== undefined &&
      make('a replay after the state has moved on', [rule('replay')], async (story) => {
        const plan = { resource: await story.resource(), key: randomUUID(), ...body }
        const first = await story.twin(plan)
        await story.send({ resource: plan.resource })
        story.expectSame(await story.send({ ...plan, mayBeReplay: true }), first, rule('replay'))
      }),
    refused !== undefined &&
      saves('refusal') &&
      make('a replay of a refusal', [rule('saves/refusal')], async (story) => {
        await story.twin({ resource: await story.resource() })
        const plan = { resource: await inState(story, operation, refused), key: randomUUID() }
        const first = await story.send(plan)
        if (!story.fits(operation.lifecycle?.states[refused]?.answers ?? [], first))
          throw new NotReached(`the state \`${refused}\` was not refused as described`)
        const again = await story.send({ ...plan, mayBeReplay: true })
        if (story.expectSame(again, first, rule('saves/refusal'))) replayHeaders(story, again, first)
      }),
    refused !== undefined &&
      saves('refusal') &&
      differs('body') &&
      otherBody !== undefined &&
      make(
        'a refusal’s key, reused with another body',
        [rule('saves/refusal'), rule('reused/body')],
        async (story) => {
          const plan = { resource: await inState(story, operation, refused), key: randomUUID() }
          const first = await story.send({ ...plan, ...body })
          if (story.succeeded(first)) throw new NotReached(`the state \`${refused}\` was not refused`)
          story.expect(
            await story.send({ ...plan, ...otherBody }),
            promise.reused.answers,
            rule('saves/refusal'),
          )
        },
      ),
    differs('body') &&
      otherBody !== undefined &&
      make('a key reused with another body', [rule('reused/body'), rule('replay')], (story) =>
        reuse(story, body, otherBody),
      ),
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
        const key = randomUUID()
        const [one, other] = [await story.resource(), await story.resource()]
        await story.twin({ resource: one, key, ...body })
        const exchange = await story.send({ resource: other, key, ...body })
        if (story.expect(exchange, promise.reused.answers, rule('reused/path'))) {
          story.expectSuccess(await story.send({ resource: other }), rule('reused/path'))
        }
      }),
    ...(frees('validation') ? freedByValidation(ground, rule('leavesFree/validation')) : []),
    frees('authentication') &&
      operation.security.length > 0 &&
      make('a key kept free after wrong credentials', [rule('leavesFree/authentication')], async (story) => {
        const plan = { resource: await story.resource(), key: randomUUID() }
        const [scheme] = operation.security
        if (scheme === undefined) return
        const wrong = credential(scheme, `${story.stage.target.apiKey.slice(0, -1)}~`, '${API_KEY%?}~')
        const refusal = await story.send({ ...plan, credential: wrong })
        if (story.succeeded(refusal)) throw new NotReached('wrong credentials were accepted')
        story.expectSuccess(await story.send({ ...plan, mayBeReplay: true }))
      }),
    make('keys that differ in case', [rule('header')], async (story) => {
      const key = `Key-${randomUUID()}-abc`
      await story.twin({ resource: await story.resource(), key })
      const other = await story.resource()
      story.expectSuccess(await story.send({ resource: other, key: key.toUpperCase() }))
    }),
    header?.required !== true &&
      make('no key, where none is required', [rule('header')], async (story) => {
        story.expectSuccess(await story.send({ resource: await story.resource(), key: null, ...body }))
      }),
    ...keyLengths(operation, rule('header')),
  ]
  // Where a success is not kept, nothing is said of its key.
  const about = saves('success') ? [] : [rule('replay'), rule('reused/body'), rule('reused/path')]
  const told = cases.filter((subject) => subject !== false).filter(({ rules }) => !about.includes(rules[0]))
  return [...told, ...scope(operation, rule('scope'))]
}

/** The first state in which the operation can only be refused. */
function refusedState(operation: Operation): string | undefined {
  const states = Object.entries(operation.lifecycle?.states ?? {})
  return states.find(([, { answers }]) => answers.every(({ status }) => /^4/.test(status)))?.[0]
}

/** Two valid bodies that differ; where the description has one alone, a body and none; or one. */
function twoBodies(ground: Ground): [Part, Part?] {
  const { operation } = ground
  const content = operation.body?.content.find(({ mediaType }) => canEncode(mediaType))
  if (content === undefined) return [{}]
  const samples = samplesOf(ground, content)
  const examples = Object.values(content.object.examples ?? {}).map(({ value }) => value)
  const values = [
    ...examples,
    ...samples
      .filter(
        ({ valid, path, keyword }) =>
          valid && path.length > 0 && (keyword === 'enum' || !isForm(content.mediaType)),
      )
      .map(({ value }) => value),
  ]
  const payloads = values.map((value) => encode(content.mediaType, value))
  const texts = new Map(payloads.map((body) => [Buffer.from(body.bytes).toString(), body]))
  const [one, other] = [...texts]
    .filter(([text]) => text !== '' && text !== '{}')
    .map(([, body]) => ({ body }))
  if (one === undefined) return [{}]
  if (other !== undefined) return [one, other]
  return operation.body?.required === true ? [one] : [one, {}]
}

async function replay(story: Story, part: Part): Promise<void> {
  const plan = { resource: await story.resource(), key: randomUUID(), ...part }
  const first = await story.twin(plan)
  const again = await story.send({ ...plan, mayBeReplay: true })
  const { id } = first.operation
  const held = story.expectSame(again, first, `${id}/idempotency/replay`)
  if (first.operation.idempotency?.saves.includes('success') === true) {
    story.hold(
      `${id}/idempotency/saves/success`,
      held,
      () => 'the saved answer',
      () => `${again.response.status}`,
    )
  }
  if (held) replayHeaders(story, again, first)
}

function replayHeaderRules(operation: Operation): string[] {
  return Object.keys(operation.idempotency?.replay?.headers ?? {}).map(
    (name) => `${operation.id}/idempotency/replay/${name}`,
  )
}

/** A replayed answer says that it is one, and the first answer does not. */
function replayHeaders(story: Story, again: Exchange, first: Exchange): void {
  for (const [name, value] of Object.entries(again.operation.idempotency?.replay?.headers ?? {})) {
    const rule = `${again.operation.id}/idempotency/replay/${name}`
    const of = ({ response }: Exchange): string | undefined => response.headers.get(name.toLowerCase())?.[0]
    story.hold(
      rule,
      of(again) === value,
      () => `${name}: ${value}`,
      () => (of(again) === undefined ? `no ${name}` : `${name}: ${of(again) ?? ''}`),
    )
    story.hold(
      rule,
      of(first) !== value,
      () => `no \`${name}: ${value}\` on the first answer`,
      () => `${name}: ${value}`,
    )
  }
}

/** The same key with another body is refused; the first answer stays saved. */
async function reuse(story: Story, one: Part, other: Part): Promise<void> {
  const plan = { resource: await story.resource(), key: randomUUID() }
  const first = await story.twin({ ...plan, ...one })
  const { id, idempotency: promise } = first.operation
  const exchange = await story.send({ ...plan, ...other })
  if (!story.expect(exchange, promise?.reused.answers ?? [], `${id}/idempotency/reused/body`)) return
  story.expectSame(
    await story.send({ ...plan, ...one, mayBeReplay: true }),
    first,
    `${id}/idempotency/replay`,
  )
}

/** The same parameters in other bytes are the same request: white space in JSON, escapes in a form. */
function sameParameters({ operation }: Ground, rule: string): Case[] {
  const content = operation.body?.content.find(({ mediaType }) => canEncode(mediaType))
  const value = Object.values(content?.object.examples ?? {})[0]?.value
  if (content === undefined || value === undefined) return []
  const body = encode(content.mediaType, value)
  const text = Buffer.from(body.bytes).toString()
  const other = isForm(content.mediaType)
    ? text.replace(/=([a-z])/, (_, char: string) => `=%${char.charCodeAt(0).toString(16)}`)
    : JSON.stringify(value, null, 2)
  if (other === text) return []
  return [
    makeCase({
      family: 'idempotency',
      operation,
      name: 'a replay in other bytes',
      rules: [rule],
      stateful: true,
      run: async (story) => {
        const plan = { resource: await story.resource(), key: randomUUID() }
        const first = await story.twin({ ...plan, body })
        const again = await story.send({
          ...plan,
          body: raw(content.mediaType, other, value),
          mayBeReplay: true,
        })
        story.expectSame(again, first, rule)
      },
    }),
  ]
}

/** A request that failed validation was never executed: its key serves the corrected one. */
function freedByValidation(ground: Ground, rule: string): Case[] {
  const { operation } = ground
  const content = operation.body?.content.find(({ mediaType }) => canEncode(mediaType))
  if (content === undefined) return []
  const samples = samplesOf(ground, content)
  const form = isForm(content.mediaType)
  const wrong = samples.find(
    ({ valid, path, keyword }) =>
      !valid && path.length > 0 && keyword !== 'required' && (!form || keyword === 'enum'),
  )
  const right = samples.find(({ valid, path }) => valid && path.join('/') === wrong?.path.join('/'))
  if (wrong === undefined) return []
  const breach = { in: 'body', pointer: pointerOf(wrong), keyword: wrong.keyword ?? '' } as const
  const story = (name: string, corrected: Part): Case =>
    makeCase({
      family: 'idempotency',
      operation,
      name,
      rules: [rule],
      stateful: true,
      run: async (teller) => {
        const plan = { resource: await teller.resource(), key: randomUUID() }
        const refusal = await teller.send({ ...plan, body: encode(content.mediaType, wrong.value) })
        if (!teller.fits(refusalAnswers(operation, breach).answers, refusal)) {
          throw new NotReached('the invalid request was not refused as described')
        }
        teller.expectSuccess(await teller.send({ ...plan, ...corrected, mayBeReplay: true }))
      },
    })
  return [
    story('a key kept free after a validation failure', {
      body: encode(content.mediaType, right?.value ?? {}),
    }),
    ...(operation.body?.required === false ? [story('a key kept free, then used without a body', {})] : []),
  ]
}

/** The shortest and the longest key; and two long ones that differ at their ends alone. */
function keyLengths(operation: Operation, rule: string): Case[] {
  const header = operation.parameters.find(
    ({ object }) => object.name === operation.idempotency?.header,
  )?.object
  const { minLength = 1, maxLength } = header?.schema ?? {}
  const reused = operation.idempotency?.reused.answers ?? []
  const make = (name: string, run: (story: Story) => Promise<void>): Case =>
    makeCase({ family: 'idempotency', operation, name, rules: [rule], stateful: true, run })
  const shortest = make('the shortest key', async (story) => {
    // A short key may have served before, within its retention: then another is tried.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const exchange = await story.send({
        resource: await story.resource(),
        key: randomText(Math.max(1, minLength)),
        mayBeReplay: true,
      })
      if (story.fits(reused, exchange)) continue
      story.expectSuccess(exchange)
      return
    }
    throw new NotReached('every short key that was tried has served before')
  })
  if (maxLength === undefined) return [shortest]
  return [
    shortest,
    make('the longest key', async (story) => {
      story.expectSuccess(await story.send({ resource: await story.resource(), key: randomText(maxLength) }))
    }),
    make('long keys that differ at their ends', async (story) => {
      const stem = randomText(maxLength - 1)
      await story.twin({ resource: await story.resource(), key: `${stem}a` })
      story.expectSuccess(await story.send({ resource: await story.resource(), key: `${stem}b` }))
    }),
  ]
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'

function randomText(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length))
  return [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** Two accounts may use the same key. */
function scope(operation: Operation, rule: string): Case[] {
  const [scheme] = operation.security
  if (scheme === undefined) return []
  return [
    makeCase({
      family: 'idempotency',
      operation,
      name: 'the same key of two accounts',
      rules: [rule],
      stateful: true,
      needsOtherKey: true,
      run: async (story) => {
        const key = randomUUID()
        const { otherApiKey = '' } = story.stage.target
        const other = credential(scheme, otherApiKey, '$OTHER_API_KEY')
        const first = await story.twin({ resource: await story.resource(), key })
        const resource = await story.resource(undefined, otherApiKey)
        const exchange = await story.send({ resource, key, credential: other })
        story.expectSuccess(exchange)
        story.hold(
          rule,
          !sameAnswer(first, exchange),
          () => 'an answer of its own',
          () => 'the other account’s answer',
        )
      },
    }),
  ]
}
