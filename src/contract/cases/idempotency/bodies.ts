import type { Content } from '../../../description/index.ts'
import { canEncode, encode, isForm } from '../../values/payload.ts'
import type { Ground, Part } from '../family.ts'
import { samplesOf } from '../family.ts'

/** The named examples of a body that fit its schema. */
export function validExamples({ schemas }: Ground, { object, schema }: Content): unknown[] {
  const values = Object.values(object.examples ?? {}).map(({ value }) => value)
  return values.filter(
    (value) => value !== undefined && (schema === undefined || schemas.isSure(schema, value)),
  )
}

/** Two valid bodies that differ; where the description has one alone, a body and none; or one. */
export function twoBodies(ground: Ground): [Part, Part?] {
  const { operation } = ground
  const content = operation.body?.content.find(canEncode)
  if (content === undefined) return [{}]
  const samples = samplesOf(ground, content)
  const examples = validExamples(ground, content)
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
