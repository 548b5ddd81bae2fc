import { get, isForm, joinPointer, valuesOfExamples } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { isRecord, withValue } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import { canEncode, encode } from '../../../serialization/index.ts'
import type { CaseInput, PartialPlan } from '../case-factory.ts'
import { samplesOf } from '../samples.ts'

/** The valid bodies that the cases send. */
export interface Bodies {
  /** Empty if the operation has no body. */
  readonly first: PartialPlan
  /** Another body, or no body if the body is optional. */
  readonly other: PartialPlan | undefined
  /** A body and others that are nearly the same. */
  readonly similar: readonly PartialPlan[]
  /** Whether `first` is a body that may be left out. */
  readonly isOptional: boolean
}

export function bodiesOf(input: CaseInput): Bodies {
  const [first, other] = twoBodies(input)
  return {
    first,
    other,
    similar: similarBodies(input),
    isOptional: input.operation.body?.required === false && first.body !== undefined,
  }
}

/** Returns the examples of a body that are valid against its schema. */
export function validExamples({ schemas }: CaseInput, { object, schema }: Content): unknown[] {
  return valuesOfExamples(object).filter(
    (value) => schema === undefined || schemas.isDefinitelyValid(schema, value),
  )
}

/** Returns the samples without an undescribed property. A server that ignores it may take two bodies for the same. */
export function describedSamples(input: CaseInput, content: Content): Sample[] {
  return samplesOf(input, content).filter(
    ({ keyword }) => keyword !== 'additionalProperties' && keyword !== 'unevaluatedProperties',
  )
}

/** Returns two valid requests with different bodies, or with and without a body, or only one. */
function twoBodies(input: CaseInput): [PartialPlan, PartialPlan?] {
  const { operation } = input
  const content = operation.body?.content.find(canEncode)
  if (content === undefined) return [{}]
  const samples = describedSamples(input, content)
  const examples = validExamples(input, content)
  const values = [
    ...examples,
    ...samples
      .filter(
        ({ valid, path, keyword }) =>
          valid && path.length > 0 && (keyword === 'enum' || !isForm(content.mediaType)),
      )
      .map(({ value }) => value),
  ]
  const payloads = values.map((value) => encode(content, value))
  const texts = new Map(payloads.map((body) => [Buffer.from(body.bytes).toString(), body]))
  const [one, other] = [...texts]
    .filter(([text]) => text !== '' && text !== '{}')
    .map(([, body]) => ({ body }))
  if (one === undefined) return [{}]
  if (other !== undefined) return [one, other]
  return operation.body?.required === true ? [one] : [one, {}]
}

/** Returns a body and others with another letter case, end or length of a text, or with one more property. */
function similarBodies(input: CaseInput): PartialPlan[] {
  const content = input.operation.body?.content.find(canEncode)
  if (content === undefined) return []
  const samples = describedSamples(input, content).filter(({ valid }) => valid)
  const text = samples.find(({ value, keys }) => {
    const current = get(value, joinPointer('', ...keys))
    return typeof current === 'string' && current.length > 200 && current !== current.toUpperCase()
  })
  const first = text?.value ?? samples.find(({ path }) => path.length > 0)?.value
  if (!isRecord(first)) return []
  const texts = text === undefined ? [] : similarTexts(text).map((value) => withValue(text, value))
  // Examples come first, because the references in them exist.
  const others = [...validExamples(input, content), ...samples.map(({ value }) => value)].filter(isRecord)
  const [more] = others
    .flatMap((value) => Object.entries(value))
    .filter(([name]) => !Object.hasOwn(first, name))
  const values = [first, ...texts, ...(more === undefined ? [] : [{ ...first, [more[0]]: more[1] }])]
  const bodies = values
    .filter((value) => content.schema === undefined || input.schemas.isDefinitelyValid(content.schema, value))
    .map((value) => encode(content, value))
  return [...new Map(bodies.map((body) => [Buffer.from(body.bytes).toString(), { body }])).values()]
}

function similarTexts({ value, keys }: Sample): string[] {
  const text = String(get(value, joinPointer('', ...keys)))
  return [text.toUpperCase(), `${text} `, `${text.slice(0, -1)}~`]
}
