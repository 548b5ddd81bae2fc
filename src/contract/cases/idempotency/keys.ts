import type { Operation } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import { NotReached } from '../case.ts'
import { fulfil, preferred } from '../../http/credentials.ts'
import { sameAnswer } from '../../expected/same-response.ts'
import type { Story } from '../../run/case-context.ts'
import { otherAccountOf } from '../../http/target.ts'
import { isKey, keyHeader, randomText } from '../../generate/idempotency-key.ts'
import type { Ground } from '../family.ts'
import { makeCase } from '../family.ts'
import { ALIKE } from './observable.ts'

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
export function keyForms({ operation, description }: Ground, rule: string): Case[] {
  const { minLength = 1, maxLength = Infinity } = keyHeader(operation)?.object.schema ?? {}
  const reused = operation.idempotency?.reused.answers ?? []
  /** Whether any letters and digits make a key of this length. */
  const fits = (length: number): boolean =>
    length <= LONGEST &&
    ['a', 'Z', '0'].every((sign) => isKey(operation, description.document, sign.repeat(length)))
  const make = (name: string, isPossible: boolean, run: (story: Story) => Promise<void>): Case[] =>
    isPossible
      ? [makeCase({ family: 'idempotency', operation, name, rules: [rule], stateful: true, run })]
      : []
  /** Two keys succeed, each on a resource of its own. */
  const both = async (story: Story, one: string, other: string): Promise<void> => {
    await story.twin({ resource: await story.resource(), key: one })
    story.expectSuccess(await story.send({ resource: await story.resource(), key: other }))
  }
  const shortest = Math.max(1, minLength)
  const punctuated = PUNCTUATED.filter((middle) =>
    isKey(operation, description.document, `Aa1Aa1${middle}Bb2Bb2`),
  )
  return [
    ...make('two keys', true, (story) => both(story, story.key(), story.key())),
    ...make('the shortest key', fits(shortest), async (story) => {
      // A short key may have served before, within its retention: then another is tried.
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const resource = await story.resource()
        const exchange = await story.send({ resource, key: randomText(shortest), mayBeReplay: true })
        if (story.fits(reused, exchange)) continue
        story.expectSuccess(exchange)
        return
      }
      throw new NotReached('every short key that was tried has served before')
    }),
    ...make('the longest key', fits(maxLength), async (story) => {
      story.expectSuccess(await story.send({ resource: await story.resource(), key: randomText(maxLength) }))
    }),
    ...make('long keys that differ at their ends', fits(maxLength), async (story) => {
      const stem = randomText(maxLength - 1)
      await both(story, `${stem}a`, `${stem}b`)
    }),
    ...make('keys that differ in punctuation', punctuated.length > 1, async (story) => {
      const [start, end] = [randomText(6), randomText(6)]
      for (const middle of punctuated) {
        const plan = { resource: await story.resource(), key: `${start}${middle}${end}` }
        if (middle === punctuated[0]) await story.twin(plan)
        else story.expectSuccess(await story.send(plan))
      }
    }),
    ...make('keys that differ in case', maxLength >= 12 && fits(Math.min(maxLength, 24)), async (story) => {
      const key = `Key${randomText(Math.min(maxLength, 24) - 6)}abc`
      await both(story, key, key.toUpperCase())
    }),
  ]
}

/** Two accounts may use the same key. */
export function scope(operation: Operation, rule: string): Case[] {
  const requirement = preferred(operation)
  if (requirement.length === 0) return []
  return [
    makeCase({
      family: 'idempotency',
      operation,
      name: 'the same key of two accounts',
      rules: [rule],
      stateful: true,
      needsOtherKey: true,
      run: async (story) => {
        const key = story.key()
        const { target } = story.stage
        const other = fulfil(requirement, otherAccountOf(target))
        const first = await story.twin({ resource: await story.resource(), key })
        const control = await story.twin({ resource: await story.resource() })
        if (sameAnswer(control, first)) throw new NotReached(ALIKE)
        const resource = await story.resource(undefined, target.otherApiKey)
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
