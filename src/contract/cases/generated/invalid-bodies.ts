import type * as FastCheck from 'fast-check'
import { dereference, get, isForm } from '../../../description/index.ts'
import type { Content, ExpectedResponse } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { nearValues } from '../../generate/near-values.ts'
import { withValue } from '../../../schema/index.ts'
import type { Sample, Schema } from '../../../schema/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import { CONFLICT, isConflict } from '../../expected/conflict.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { CaseContext } from '../case-context.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { sendDistinctInvalid } from '../conflicts.ts'
import { jsonTypeOf, fastCheck } from '../../../schema/index.ts'
import type { Fc } from '../../../schema/index.ts'
import { encode } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { pointerOf, samplesOf } from '../samples.ts'
import { explore } from './explore.ts'

/** Makes a case for each property with a `type`, or in a form with an `enum`: any value there that is invalid. */
export function invalidBodyCases(input: CaseInput, content: Content): Case[] {
  const { operation, book, schemas } = input
  const { schema } = content
  if (schema === undefined) return []
  const samples = samplesOf(input, content)
  const wanted = isForm(content.mediaType) ? 'enum' : 'type'
  const invalid = samples.filter(
    ({ valid, path, keyword }) => !valid && path.length > 0 && keyword === wanted,
  )
  const byPath = new Map(invalid.map((sample) => [sample.path.join('.'), sample]))
  return [...byPath].flatMap(([dottedPath, sample]): Case[] => {
    const rule = ruleIds.bodyKeyword(operation, { path: sample.path, keyword: wanted })
    if (!book.has(rule)) return []
    const pointer = pointerOf(sample)
    const { expectedResponses } = rejectionResponses(operation, { in: 'body', pointer, keyword: wanted })
    const malformed = rejectionResponses(operation, { in: 'body', keyword: 'malformed' }).expectedResponses
    const valid = samples.filter((one) => one.valid && one.path.join('.') === dottedPath)
    const control = valid[0] ?? samples.find((one) => one.valid && one.path.length === 0)
    const validTypes = new Set(valid.map(({ value }) => jsonTypeOf(get(value, pointer))))
    const invalidBodies = makeCase({
      family: 'generated',
      operation,
      name: `invalid ${dottedPath}: ${wanted}`,
      rules: [rule],
      run: async (context) => {
        const body = encode(content, control?.value ?? {})
        await context.controlRequest({ resource: await context.resource(), body })
        await exploreInvalid(context, content, {
          control: body,
          sample,
          rule,
          first: wanted === 'enum' ? nearValues(textsOf(input, sample)) : [],
          // Many servers reject a NUL before they look at a value.
          expectedResponses: (value) =>
            hasNul(value) ? [...expectedResponses, ...malformed] : expectedResponses,
          // A value of a valid type is invalid for another reason, which may have another response.
          isWanted: (value) =>
            !(wanted === 'type' && validTypes.has(jsonTypeOf(value))) &&
            !schemas.mayBeValid(schema, withValue(sample, value)),
        })
      },
    })
    return [invalidBodies]
  })
}

interface InvalidProperty {
  readonly control: Payload
  readonly sample: Sample
  readonly rule: RuleId
  /** Values to send first. */
  readonly first: readonly string[]
  readonly expectedResponses: (value: unknown) => readonly ExpectedResponse[]
  readonly isWanted: (value: unknown) => boolean
}

async function exploreInvalid(
  context: CaseContext,
  content: Content,
  { control, sample, rule, first, expectedResponses, isWanted }: InvalidProperty,
): Promise<void> {
  const fc = fastCheck()
  let resource = await context.resource()
  await explore(context, fc, {
    rule,
    values: valuesFor(fc, sample, content),
    first,
    isWanted,
    send: async (value) => {
      const plan = { resource, body: encode(content, withValue(sample, value)) }
      const isExpected = (one: Exchange): boolean => context.matches(expectedResponses(value), one)
      let exchange = await context.send(plan)
      if (isConflict(exchange) && !isExpected(exchange)) {
        exchange = await sendDistinctInvalid(context, exchange, {
          plan,
          control: { resource, body: control },
        })
        if (isConflict(exchange) && !isExpected(exchange)) throw new CaseSkipped(CONFLICT)
      }
      // An accepted request may have used up the resource.
      if (!isExpected(exchange)) resource = await context.resource()
      return exchange
    },
    expectedResponses,
  })
}

/** Returns the texts of an enumeration. */
function textsOf({ description }: CaseInput, { at }: Sample): string[] {
  const { enum: values = [] } = dereference<Schema>(description.document, at).value
  return values.filter((value) => typeof value === 'string')
}

function hasNul(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\0')
}

/** Returns values for a property, most of which are invalid. */
function valuesFor(fc: Fc, { keyword }: Sample, { mediaType }: Content): FastCheck.Arbitrary<unknown> {
  return isForm(mediaType) || keyword === 'enum'
    ? fc.stringMatching(/^[a-z_]{1,20}$/)
    : fc.jsonValue({ maxDepth: 2 })
}
