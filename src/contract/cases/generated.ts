import type * as FastCheck from 'fast-check'
import type { Case } from '../case.ts'
import { refusalAnswers, successAnswers } from '../answers.ts'
import { bodyRuleId } from '../rules.ts'
import { joinPointer } from '../../description/index.ts'
import type { Answer } from '../../description/index.ts'
import type { Exchange } from '../exchange.ts'
import type { Story } from '../story.ts'
import { arbitraryOf } from '../values/arbitrary.ts'
import { canEncode, encode, isForm } from '../values/payload.ts'
import type { Content } from '../values/payload.ts'
import { bodySamples } from '../values/samples.ts'
import type { Sample } from '../values/samples.ts'
import type { Ground, MakeCases } from './family.ts'
import { makeCase } from './family.ts'

type Fc = typeof FastCheck

/** Bodies made by fast-check from the schemas, valid and invalid; a failure is shrunk to the smallest request. */
export const generated: MakeCases = (ground) =>
  (ground.operation.body?.content ?? [])
    .filter(({ mediaType }) => canEncode(mediaType))
    .flatMap((content) => [validBodies(ground, content), ...invalidBodies(ground, content)])

function validBodies({ operation, description }: Ground, content: Content): Case {
  const rule = `${operation.id}/body/${content.mediaType}`
  return makeCase({
    family: 'generated',
    operation,
    name: `valid ${content.mediaType}`,
    rules: [rule],
    run: async (story) => {
      const fc = await import('fast-check')
      const values = arbitraryOf(fc, description.document, `${content.pointer}/schema`)
      const send = async (value: unknown): Promise<Exchange> =>
        story.send({ resource: await story.resource(), body: encode(content.mediaType, value) })
      await explore(story, fc, values, send, successAnswers(operation), rule)
    },
  })
}

/** One property per place that a schema guards: any value there that breaks it. */
function invalidBodies({ operation, description, book }: Ground, content: Content): Case[] {
  const samples = bodySamples(description.document, `${content.pointer}/schema`)
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
    const pointer = joinPointer('', ...sample.path)
    const { answers } = refusalAnswers(operation, { in: 'body', pointer, keyword: sample.keyword ?? '' })
    const right = samples.find(({ valid, path }) => valid && path.join('.') === sample.path.join('.'))
    return [
      makeCase({
        family: 'generated',
        operation,
        name: `invalid ${sample.path.join('.')}: ${sample.keyword ?? ''}`,
        rules: [rule],
        run: async (story) => {
          const fc = await import('fast-check')
          await story.twin({
            resource: await story.resource(),
            body: encode(content.mediaType, right?.value ?? {}),
          })
          const resource = await story.resource()
          const values = wrongValues(fc, sample, story, content)
          const send = (value: unknown): Promise<Exchange> =>
            story.send({ resource, body: encode(content.mediaType, place(sample, value)) })
          await explore(story, fc, values, send, answers, rule)
        },
      }),
    ]
  })
}

/** Values that the schema at the sample's place refuses. */
function wrongValues(fc: Fc, sample: Sample, story: Story, content: Content): FastCheck.Arbitrary<unknown> {
  const any = sample.keyword === 'enum' ? fc.stringMatching(/^[a-z_]{1,20}$/) : fc.jsonValue({ maxDepth: 2 })
  const pointer = `${content.pointer}/schema`
  return any.filter((value) => !story.stage.context.schemas.isValid(pointer, place(sample, value)))
}

/** The sample's body with another value at its place. */
function place(sample: Sample, value: unknown, depth = 0, body: unknown = sample.value): unknown {
  const name = sample.path[depth]
  if (name === undefined) return value
  const object = body as Record<string, unknown>
  return { ...object, [name]: place(sample, value, depth + 1, object[name]) }
}

/** Sends `runs` values; the first that is answered wrongly is shrunk, and the smallest is written down. */
async function explore(
  story: Story,
  fc: Fc,
  values: FastCheck.Arbitrary<unknown>,
  send: (value: unknown) => Promise<Exchange>,
  answers: readonly Answer[],
  rule: string,
): Promise<void> {
  let last: Exchange | undefined
  const { seed, runs } = story.stage
  const property = fc.asyncProperty(values, async (value) => {
    const exchange = await send(value)
    const fits = story.fits(answers, exchange)
    if (!fits) last = exchange
    return fits
  })
  const result = await fc.check(property, { seed, numRuns: runs, endOnFailure: false })
  if (result.errorInstance instanceof Error) throw result.errorInstance
  if (result.failed && last !== undefined) {
    // The smallest one again, so that the curl line is the last of the story.
    story.expect(await send(result.counterexample?.[0]), answers, rule)
    return
  }
  story.hold(
    rule,
    true,
    () => '',
    () => '',
  )
}
