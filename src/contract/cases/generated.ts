import type * as FastCheck from 'fast-check'
import { NotReached } from './case.ts'
import type { Case } from './case.ts'
import { isConflict, refusalAnswers, successAnswers } from '../expected/expected.ts'
import { bodyRuleId } from '../rules/index.ts'
import { get, isForm } from '../../description/index.ts'
import type { Answer, Content } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'
import { isText } from '../http/body.ts'
import type { Story } from '../run/case-context.ts'
import { arbitraryOf } from '../generate/arbitrary.ts'
import { canEncode, carriesBody, concrete, encode } from '../../serialization/body.ts'
import { kindOf } from '../../schema/json-types.ts'
import { withValue } from '../generate/sample.ts'
import type { Sample } from '../generate/sample.ts'
import { fastCheck } from '../../schema/fast-check.ts'
import type { Fc } from '../../schema/fast-check.ts'
import type { Ground, MakeCases } from './family.ts'
import { makeCase, pointerOf, samplesOf, unknownInBody } from './family.ts'

/** Bodies made by fast-check from the schemas, valid and invalid; a failure is shrunk to the smallest request. */
export const generated: MakeCases = (ground) =>
  (ground.operation.body?.content ?? [])
    .filter((content) => canEncode(content) && !isText(concrete(content.mediaType)))
    .flatMap((content) => [...validBodies(ground, content), ...invalidBodies(ground, content)])

/** None where nothing is said of the values, nor of what becomes of them. */
function validBodies({ operation, description, schemas }: Ground, content: Content): Case[] {
  const rule = `${operation.id}/body/${content.mediaType}`
  const { schema: pointer } = content
  if (pointer === undefined || successAnswers(operation).length === 0) return []
  const { document } = description
  const whole = makeCase({
    family: 'generated',
    operation,
    name: `valid ${content.mediaType}`,
    rules: [rule],
    run: async (story) => {
      const fc = fastCheck()
      const values = arbitraryOf(fc, document, pointer)
      const isValid = (value: unknown): boolean =>
        carriesBody(document, content, value) && schemas.isSure(pointer, value)
      const send = async (value: unknown): Promise<Exchange> => {
        return story.send({ resource: await story.resource(), body: encode(content, value) })
      }
      const answers = (value: unknown): Answer[] => [
        ...successAnswers(operation),
        ...unknownInBody(operation, value),
      ]
      await explore(story, fc, { values, isValid, send, answers, rule, expectsSuccess: true })
    },
  })
  return [whole]
}

/** One property per place that a schema guards: any value there that breaks it. */
function invalidBodies(ground: Ground, content: Content): Case[] {
  const { operation, book, schemas } = ground
  const { schema } = content
  if (schema === undefined) return []
  const samples = samplesOf(ground, content)
  const wrong = samples.filter(
    ({ valid, path, keyword }) => !valid && path.length > 0 && keyword !== 'required',
  )
  const wanted = wrong.filter(({ keyword }) =>
    isForm(content.mediaType) ? keyword === 'enum' : keyword === 'type',
  )
  const places = new Map(wanted.map((sample) => [sample.path.join('.'), sample]))
  return [...places.values()].flatMap((sample): Case[] => {
    const rule = bodyRuleId(operation, { path: sample.path, keyword: sample.keyword ?? '' })
    if (!book.has(rule)) return []
    const pointer = pointerOf(sample)
    const { answers } = refusalAnswers(operation, { in: 'body', pointer, keyword: sample.keyword ?? '' })
    const right = [sample.path.join('.'), ''].flatMap((place) =>
      samples.filter(({ valid, path }) => valid && path.join('.') === place),
    )[0]
    const alike = samples.filter(({ valid, path }) => valid && path.join('.') === sample.path.join('.'))
    const kinds = new Set(alike.map(({ value }) => kindOf(get(value, pointer))))
    return [
      makeCase({
        family: 'generated',
        operation,
        name: `invalid ${sample.path.join('.')}: ${sample.keyword ?? ''}`,
        rules: [rule],
        run: async (story) => {
          const fc = fastCheck()
          await story.twin({
            resource: await story.resource(),
            body: encode(content, right?.value ?? {}),
          })
          let resource = await story.resource()
          const values = wrongValues(fc, sample, content)
          // A value of the right type that is wrong for another reason may be told of otherwise.
          const isValid = (value: unknown): boolean =>
            !(sample.keyword === 'type' && kinds.has(kindOf(value))) &&
            !schemas.isValid(schema, withValue(sample, value))
          const send = async (value: unknown): Promise<Exchange> => {
            const exchange = await story.send({ resource, body: encode(content, withValue(sample, value)) })
            // What was taken may have used it up.
            if (!story.fits(answers, exchange)) resource = await story.resource()
            return exchange
          }
          await explore(story, fc, { values, isValid, send, answers: () => answers, rule })
        },
      }),
    ]
  })
}

/** Values for the sample's place, most of which its schema refuses. */
function wrongValues(fc: Fc, sample: Sample, { mediaType }: Content): FastCheck.Arbitrary<unknown> {
  return isForm(mediaType) || sample.keyword === 'enum'
    ? fc.stringMatching(/^[a-z_]{1,20}$/)
    : fc.jsonValue({ maxDepth: 2 })
}

interface Exploration {
  readonly values: FastCheck.Arbitrary<unknown>
  /** Values that it is false for are left out. */
  readonly isValid: (value: unknown) => boolean
  readonly send: (value: unknown) => Promise<Exchange>
  readonly answers: (value: unknown) => readonly Answer[]
  readonly rule: string
  /** Whether what is made twice may conflict. */
  readonly expectsSuccess?: boolean
}

/** Sends `runs` values; the first that is answered wrongly is shrunk, and the smallest is written down. */
async function explore(story: Story, fc: Fc, exploration: Exploration): Promise<void> {
  const { values, isValid, send, answers, rule, expectsSuccess = false } = exploration
  const { seed, runs } = story.stage
  const wrong: unknown[] = []
  let conflicts = 0
  let ended: Error | undefined
  const property = fc.asyncProperty(values, async (value) => {
    fc.pre(isValid(value))
    // What ends the case ends the search for a smaller value as well.
    if (ended !== undefined) return true
    const exchange = await send(value).catch((error: unknown) => {
      ended = error as Error
    })
    if (expectsSuccess && exchange !== undefined && isConflict(exchange)) {
      conflicts += 1
      return true
    }
    const fits = exchange === undefined || story.fits(answers(value), exchange)
    if (!fits) wrong.push(value)
    return fits
  })
  const result = await fc.check(property, { seed, numRuns: runs, endOnFailure: false })
  if (ended !== undefined) throw ended
  if (result.failed && wrong.length === 0) throw new NotReached('no value could be made from its schema')
  if (expectsSuccess && conflicts === runs)
    throw new NotReached('all conflict with what is there already (409)')
  if (!result.failed) {
    story.pass(rule)
    return
  }
  // The smallest one again, so that it is what the curl line shows.
  story.script.restart()
  const smallest = wrong.at(-1)
  story.expect(await send(smallest), answers(smallest), rule)
}
