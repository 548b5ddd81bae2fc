import type { ExpectedResponse, Operation } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { isAllowedKey, keyHeader, randomText } from '../../generate/idempotency-key.ts'
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

/** The signs of short keys. The key `0` has a case of its own. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The length of the longest key to send. Many servers limit the size of a header. */
const LONGEST = 4000

/**
 * Texts that become equal if a server drops or swaps signs, decodes percent escapes or forms, or cuts at a comma, a
 * semicolon or a space. Any header can carry them, because they are visible ASCII.
 */
const SIGNS = '-1_2.3:4/5+6 7%41"8\'9,=x;y|z~#?&!@$*()[]{}<>\\^`'
const PUNCTUATED = [
  SIGNS,
  SIGNS.replace('-1_', '_1-'),
  SIGNS.replace('-', ''),
  SIGNS.replace('_', ''),
  SIGNS.replace('%41', 'A'),
  SIGNS.replace('+', ' '),
  SIGNS.replace(' ', ''),
  SIGNS.replace(/;.*/, ';z'),
  SIGNS.replace(/,.*/, ',z'),
  SIGNS.replace(/ .*/, ' z'),
  SIGNS.replace(/:.*/, ':z'),
  SIGNS.replace('\\', ''),
  SIGNS.replace('&', '&amp;'),
  SIGNS.replace("'", ''),
  SIGNS.replace('~', '-'),
  SIGNS.replace(/\$.*/, '$z'),
  // Patterns of SQL and of a shell that match the first one.
  SIGNS.replace('=', '_'),
  SIGNS.replace('=', '%'),
  SIGNS.replace('=', '*'),
  // The key without the backslash, as a pattern of SQL, matches this one.
  SIGNS.replace('\\', '').replace('_', 'x'),
  SIGNS.replace(/[^\w ]|_/g, ''),
  SIGNS.replace(/[^\w]|_/g, ''),
]

/** Endings that become equal if a server reads numbers, adds up characters, merges spaces or drops padding. */
const ALIKE = ['1e3  ab', '1e3  ba', '1e3 ab', '1000  ab', '1e3  AB', '1e3  ab=']

/** Makes cases with valid keys of several forms. These are also the valid samples of the header parameter. */
export function keyForms({ operation, description }: CaseInput): Case[] {
  const { minLength = 1, maxLength = Infinity } = keyHeader(operation)?.object.schema ?? {}
  const isAllowed = (key: string): boolean => isAllowedKey(operation, description.document, key)
  const isAllowedLength = (length: number): boolean =>
    length <= LONGEST && ['a', 'Z', '0'].every((sign) => isAllowed(sign.repeat(length)))
  const make = (name: string, isPossible: boolean, run: (context: CaseContext) => Promise<void>): Case[] =>
    isPossible ? [clauseCase(operation, name, ['header'], run)] : []
  // A server that cannot store a key, because it is too long or has signs of its store, may still accept it.
  const stored = (name: string, isPossible: boolean, keyOf: () => string): Case[] => {
    const run = async (context: CaseContext): Promise<void> =>
      expectStored(context, { resource: await context.resource(), key: keyOf() })
    return isPossible ? [clauseCase(operation, name, ['header', 'replay'], run)] : []
  }
  const allSigns = `Aa1Aa1Bb2Bb2${SIGNS}`
  const shortest = Math.max(1, minLength)
  const mixedLength = Math.min(maxLength, 24)
  const punctuated = PUNCTUATED.filter((middle) => isAllowed(`Aa1Aa1${middle}Bb2Bb2`))
  const alike = ALIKE.filter((end) => isAllowed(`Aa1Aa1${end}`))
  return [
    ...make('two keys', true, (context) => expectTwoSuccesses(context, context.key(), context.key())),
    ...make('shortest key', isAllowedLength(shortest), (context) => sendShortKey(context, shortest)),
    ...(isAllowed('0') ? [clauseCase(operation, 'the key 0', ['header', 'replay'], sendZero)] : []),
    ...stored('longest key', isAllowedLength(maxLength), () => randomText(maxLength)),
    ...stored('a key of all signs', isAllowed(allSigns), () => `${randomText(12)}${SIGNS}`),
    ...make('long keys that differ at the end', isAllowedLength(maxLength), async (context) => {
      const stem = randomText(maxLength - 1)
      await expectTwoSuccesses(context, `${stem}a`, `${stem}b`)
    }),
    ...make(
      'long keys that differ at the start',
      maxLength > 1 && isAllowedLength(maxLength),
      async (context) => {
        const stem = randomText(maxLength - 1)
        const middle = Math.floor(stem.length / 2)
        const other = /x/i.test(stem.charAt(middle)) ? 'y' : 'x'
        await expectSuccesses(context, [
          `a${stem}`,
          `b${stem}`,
          `a${stem.slice(0, middle)}${other}${stem.slice(middle + 1)}`,
        ])
      },
    ),
    ...make('keys that differ in punctuation', punctuated.length > 1, async (context) => {
      const [start, end] = [randomText(6), randomText(6)]
      const keys = punctuated.map((middle) => `${start}${middle}${end}`)
      const quoted = `"${keys[0] ?? ''}"`
      await expectSuccesses(context, isAllowed(quoted) ? [...keys, quoted] : keys)
    }),
    ...make('keys that look alike', alike.length > 1, async (context) => {
      const start = randomText(12)
      await expectSuccesses(
        context,
        alike.map((end) => `${start}${end}`),
      )
    }),
    ...writtenForms(isAllowed).flatMap(([what, keysOf]) =>
      make(`keys of the same ${what}`, true, (context) => expectSuccesses(context, keysOf())),
    ),
    ...make(
      'keys that differ in letter case',
      maxLength >= 12 && isAllowedLength(mixedLength),
      async (context) => {
        const key = `Key${randomText(mixedLength - 6)}abc`
        await expectTwoSuccesses(context, key, key.toUpperCase())
      },
    ),
  ]
}

/** Ways to write a number. */
const NUMBERS: readonly ((digits: string) => string)[] = [
  (digits) => digits,
  (digits) => `0${digits}`,
  (digits) => `${digits}.0`,
  (digits) => `+${digits}`,
  (digits) => `${digits}e0`,
]

/** Ways to write a UUID that a database reads as the same one. */
const UUIDS: readonly ((digits: string) => string)[] = [
  (digits) => digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'),
  (digits) => digits,
  (digits) => `{${digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')}}`,
  (digits) => `urn:uuid:${digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')}`,
]

/** Returns the values that have several forms of which a key may be one, each with a function that makes new keys. */
function writtenForms(isAllowed: (key: string) => boolean): [string, () => string[]][] {
  const forms: [string, typeof NUMBERS, number, string][] = [
    ['number', NUMBERS, 14, '123456789'],
    ['UUID', UUIDS, 32, '123456789abcdef'],
  ]
  return forms.flatMap(([what, all, length, signs]): [string, () => string[]][] => {
    const allowed = all.filter((write) => isAllowed(write(randomText(length, signs))))
    const keysOf = (): string[] => {
      const digits = randomText(length, signs)
      return allowed.map((write) => write(digits))
    }
    return allowed.length > 1 ? [[what, keysOf]] : []
  })
}

/** Sends two keys, each on its own resource. */
function expectTwoSuccesses(context: CaseContext, one: string, other: string): Promise<void> {
  return expectSuccesses(context, [one, other])
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

/** Sends a key that several languages take for no value. An earlier run may have used it for another resource. */
async function sendZero(context: CaseContext): Promise<void> {
  const { operation } = context
  const usedResponses = [
    ...(operation.idempotency?.mismatch.responses ?? []),
    ...(operation.idempotency?.inProgress.responses ?? []),
  ]
  const plan = { resource: await context.resource(), key: '0', mayBeReplay: true }
  const first = await context.send(plan)
  if (context.matches(usedResponses, first)) throw new CaseSkipped('the key `0` was already in use')
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
