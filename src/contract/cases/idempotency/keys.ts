import type { Operation } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { credentialFor, preferredRequirement } from '../../http/credentials.ts'
import { isSameResponse } from '../../expected/diff.ts'
import type { CaseContext } from '../case-context.ts'
import { otherAccountOf } from '../../http/target.ts'
import { isAllowedKey, keyHeader, randomText } from '../../generate/idempotency-key.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { REPLAY_NOT_OBSERVABLE } from './replay-observable.ts'

/** No server is bound to read longer headers, whatever its description says. */
const LONGEST = 4000

/**
 * What is one key to who drops or swaps signs, decodes percent signs or a form, or cuts at a comma, a semicolon or a
 * space. All are visible ASCII, which any header carries.
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
  SIGNS.replace(/[^\w ]|_/g, ''),
  SIGNS.replace(/[^\w]|_/g, ''),
]

/** Keys of every form: the shortest, the longest, long ones that differ at their ends alone, and ones in another case. */
export function keyForms({ operation, description }: CaseInput, rule: string): Case[] {
  const { minLength = 1, maxLength = Infinity } = keyHeader(operation)?.object.schema ?? {}
  const mismatchResponses = operation.idempotency?.mismatch.responses ?? []
  /** Whether any letters and digits make a key of this length. */
  const isValidLength = (length: number): boolean =>
    length <= LONGEST &&
    ['a', 'Z', '0'].every((sign) => isAllowedKey(operation, description.document, sign.repeat(length)))
  const make = (name: string, isPossible: boolean, run: (context: CaseContext) => Promise<void>): Case[] =>
    isPossible
      ? [makeCase({ family: 'idempotency', operation, name, rules: [rule], stateful: true, run })]
      : []
  /** Two keys succeed, each on a resource of its own. */
  const expectTwoSuccesses = async (context: CaseContext, one: string, other: string): Promise<void> => {
    await context.controlRequest({ resource: await context.resource(), key: one })
    context.expectSuccess(await context.send({ resource: await context.resource(), key: other }))
  }
  const shortest = Math.max(1, minLength)
  const punctuated = PUNCTUATED.filter((middle) =>
    isAllowedKey(operation, description.document, `Aa1Aa1${middle}Bb2Bb2`),
  )
  return [
    ...make('two keys', true, (context) => expectTwoSuccesses(context, context.key(), context.key())),
    ...make('the shortest key', isValidLength(shortest), async (context) => {
      // A short key may have served before, within its retention: then another is tried.
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const resource = await context.resource()
        const exchange = await context.send({ resource, key: randomText(shortest), mayBeReplay: true })
        if (context.matches(mismatchResponses, exchange)) continue
        context.expectSuccess(exchange)
        return
      }
      throw new CaseSkipped('every short key that was tried has served before')
    }),
    ...make('the longest key', isValidLength(maxLength), async (context) => {
      context.expectSuccess(
        await context.send({ resource: await context.resource(), key: randomText(maxLength) }),
      )
    }),
    ...make('long keys that differ at their ends', isValidLength(maxLength), async (context) => {
      const stem = randomText(maxLength - 1)
      await expectTwoSuccesses(context, `${stem}a`, `${stem}b`)
    }),
    ...make('keys that differ in punctuation', punctuated.length > 1, async (context) => {
      const [start, end] = [randomText(6), randomText(6)]
      for (const middle of punctuated) {
        const plan = { resource: await context.resource(), key: `${start}${middle}${end}` }
        if (middle === punctuated[0]) await context.controlRequest(plan)
        else context.expectSuccess(await context.send(plan))
      }
    }),
    ...make(
      'keys that differ in case',
      maxLength >= 12 && isValidLength(Math.min(maxLength, 24)),
      async (context) => {
        const key = `Key${randomText(Math.min(maxLength, 24) - 6)}abc`
        await expectTwoSuccesses(context, key, key.toUpperCase())
      },
    ),
  ]
}

/** Two accounts may use the same key. */
export function scope(operation: Operation, rule: string): Case[] {
  const requirement = preferredRequirement(operation)
  if (requirement.length === 0) return []
  return [
    makeCase({
      family: 'idempotency',
      operation,
      name: 'the same key of two accounts',
      rules: [rule],
      stateful: true,
      needsOtherKey: true,
      run: async (context) => {
        const key = context.key()
        const { target } = context
        const other = credentialFor(requirement, otherAccountOf(target))
        const first = await context.controlRequest({ resource: await context.resource(), key })
        const control = await context.controlRequest({ resource: await context.resource() })
        if (isSameResponse(control, first)) throw new CaseSkipped(REPLAY_NOT_OBSERVABLE)
        const resource = await context.resource(undefined, target.otherApiKey)
        const exchange = await context.send({ resource, key, credential: other })
        context.expectSuccess(exchange)
        context.record(
          rule,
          !isSameResponse(first, exchange),
          () => 'an answer of its own',
          () => 'the other account’s answer',
        )
      },
    }),
  ]
}
