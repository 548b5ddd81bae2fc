import type * as FastCheck from 'fast-check'
import { CaseSkipped } from './case-skipped.ts'
import type { Case } from './case.ts'
import { isConflict } from '../expected/conflict.ts'
import { rejectionResponses, successResponses } from '../expected/expected.ts'
import { bodyRuleId } from '../rules/index.ts'
import { get, isForm } from '../../description/index.ts'
import type { ExpectedResponse, Content } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'
import { isText } from '../http/body.ts'
import type { CaseContext } from './case-context.ts'
import { arbitraryOf } from '../generate/arbitrary.ts'
import { canEncode, canCarryBody, concreteMediaType, encode } from '../../serialization/index.ts'
import { jsonTypeOf, fastCheck } from '../../schema/index.ts'
import { withValue } from '../generate/sample.ts'
import type { Sample } from '../generate/sample.ts'
import type { Fc } from '../../schema/index.ts'
import type { CaseInput, MakeCases } from './case-factory.ts'
import { makeCase, pointerOf, samplesOf, unknownReferenceResponses } from './case-factory.ts'

/** Bodies made by fast-check from the schemas, valid and invalid; a failure is shrunk to the smallest request. */
export const generated: MakeCases = (input) =>
  (input.operation.body?.content ?? [])
    .filter((content) => canEncode(content) && !isText(concreteMediaType(content.mediaType)))
    .flatMap((content) => [...validBodies(input, content), ...invalidBodies(input, content)])

/** None where nothing is said of the values, nor of what becomes of them. */
function validBodies({ operation, description, schemas }: CaseInput, content: Content): Case[] {
  const rule = `${operation.id}/body/${content.mediaType}`
  const { schema: pointer } = content
  if (pointer === undefined || successResponses(operation).length === 0) return []
  const { document } = description
  const whole = makeCase({
    family: 'generated',
    operation,
    name: `valid ${content.mediaType}`,
    rules: [rule],
    run: async (context) => {
      const fc = fastCheck()
      const values = arbitraryOf(fc, document, pointer)
      const isValid = (value: unknown): boolean =>
        canCarryBody(document, content, value) && schemas.isDefinitelyValid(pointer, value)
      const send = async (value: unknown): Promise<Exchange> => {
        return context.send({ resource: await context.resource(), body: encode(content, value) })
      }
      const expectedResponses = (value: unknown): ExpectedResponse[] => [
        ...successResponses(operation),
        ...unknownReferenceResponses(operation, value),
      ]
      await explore(context, fc, { values, isValid, send, expectedResponses, rule, expectsSuccess: true })
    },
  })
  return [whole]
}

/** One property per place that a schema guards: any value there that breaks it. */
function invalidBodies(input: CaseInput, content: Content): Case[] {
  const { operation, book, schemas } = input
  const { schema } = content
  if (schema === undefined) return []
  const samples = samplesOf(input, content)
  const wrong = samples.filter(
    ({ valid, path, keyword }) => !valid && path.length > 0 && keyword !== 'required',
  )
  const wanted = wrong.filter(({ keyword }) =>
    isForm(content.mediaType) ? keyword === 'enum' : keyword === 'type',
  )
  const samplesByPath = new Map(wanted.map((sample) => [sample.path.join('.'), sample]))
  return [...samplesByPath.values()].flatMap((sample): Case[] => {
    const rule = bodyRuleId(operation, { path: sample.path, keyword: sample.keyword ?? '' })
    if (!book.has(rule)) return []
    const pointer = pointerOf(sample)
    const { expectedResponses } = rejectionResponses(operation, {
      in: 'body',
      pointer,
      keyword: sample.keyword ?? '',
    })
    const right = [sample.path.join('.'), ''].flatMap((dottedPath) =>
      samples.filter(({ valid, path }) => valid && path.join('.') === dottedPath),
    )[0]
    const validSamples = samples.filter(
      ({ valid, path }) => valid && path.join('.') === sample.path.join('.'),
    )
    const jsonTypes = new Set(validSamples.map(({ value }) => jsonTypeOf(get(value, pointer))))
    return [
      makeCase({
        family: 'generated',
        operation,
        name: `invalid ${sample.path.join('.')}: ${sample.keyword ?? ''}`,
        rules: [rule],
        run: async (context) => {
          const fc = fastCheck()
          await context.controlRequest({
            resource: await context.resource(),
            body: encode(content, right?.value ?? {}),
          })
          let resource = await context.resource()
          const values = wrongValues(fc, sample, content)
          // A value of the right type that is wrong for another reason may be told of otherwise.
          const isValid = (value: unknown): boolean =>
            !(sample.keyword === 'type' && jsonTypes.has(jsonTypeOf(value))) &&
            !schemas.mayBeValid(schema, withValue(sample, value))
          const send = async (value: unknown): Promise<Exchange> => {
            const exchange = await context.send({ resource, body: encode(content, withValue(sample, value)) })
            // What was taken may have used it up.
            if (!context.matches(expectedResponses, exchange)) resource = await context.resource()
            return exchange
          }
          await explore(context, fc, {
            values,
            isValid,
            send,
            expectedResponses: () => expectedResponses,
            rule,
          })
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
  readonly expectedResponses: (value: unknown) => readonly ExpectedResponse[]
  readonly rule: string
  /** Whether what is made twice may conflict. */
  readonly expectsSuccess?: boolean
}

/** Sends `runs` values; the first that is answered wrongly is shrunk, and the smallest is written down. */
async function explore(context: CaseContext, fc: Fc, exploration: Exploration): Promise<void> {
  const { values, isValid, send, expectedResponses, rule, expectsSuccess = false } = exploration
  const { seed, runs } = context
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
    const matches = exchange === undefined || context.matches(expectedResponses(value), exchange)
    if (!matches) wrong.push(value)
    return matches
  })
  const result = await fc.check(property, { seed, numRuns: runs, endOnFailure: false })
  if (ended !== undefined) throw ended
  if (result.failed && wrong.length === 0) throw new CaseSkipped('no value could be made from its schema')
  if (expectsSuccess && conflicts === runs)
    throw new CaseSkipped('all conflict with what is there already (409)')
  if (!result.failed) {
    context.pass(rule)
    return
  }
  // The smallest one again, so that it is what the curl line shows.
  context.restartScript()
  const smallest = wrong.at(-1)
  context.expect(await send(smallest), expectedResponses(smallest), rule)
}
