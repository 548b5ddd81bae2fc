import { joinPointer } from '../../description/index.ts'
import type { Located, Operation, ParameterObject } from '../../description/index.ts'
import { refusalAnswers, successAnswers } from '../answers.ts'
import type { Case } from '../case.ts'
import { bodyRuleId } from '../rules.ts'
import { exampleValue, textOf } from '../values/example.ts'
import { canEncode, encode, isForm } from '../values/payload.ts'
import type { Content } from '../values/payload.ts'
import { bodySamples, valueSamples } from '../values/samples.ts'
import type { Sample } from '../values/samples.ts'
import type { Ground, MakeCases, Part } from './family.ts'
import { invalidCase, makeCase, validCase } from './family.ts'

/** Both sides of every line that the schemas of parameters and bodies draw. */
export const boundaries: MakeCases = (ground) => [
  ...ground.operation.parameters.flatMap((parameter) => parameterCases(ground, parameter)),
  ...bodyPresence(ground),
  ...(ground.operation.body?.content ?? []).flatMap((content) => bodyCases(ground, content)),
]

function parameterCases(
  { operation, book }: Ground,
  parameter: Located<{ object: ParameterObject }>,
): Case[] {
  const { object } = parameter
  if (object.in === 'path') return [acceptedPath(operation, object)]
  const place = { in: object.in, name: object.name }
  const rule = (keyword: string): string => `${operation.id}/${object.in}.${object.name}/${keyword}`
  const isKey = object.name === operation.idempotency?.header
  const part = (value: string | null): Part => ({ parameters: [{ ...place, value }] })
  const needsKnown = operation.refusals.some(
    (refusal) => refusal.name === object.name && refusal.keyword === 'unknown',
  )
  const example = textOf(exampleValue(object))
  // A key is good for one request, and a shared example has been used before.
  const twin = isKey ? {} : part(example)
  const accepted = needsKnown
    ? []
    : [
        validCase({
          family: 'boundaries',
          operation,
          name: `${object.name}: a valid value`,
          rules: [rule('accepted')],
          plan: twin,
        }),
      ]
  const missing =
    object.required === true
      ? [
          invalidCase({
            family: 'boundaries',
            operation,
            name: `${object.name}: missing`,
            rules: [rule('required')],
            breach: { ...place, keyword: 'required' },
            twin,
            plan: isKey ? { key: null } : part(null),
          }),
        ]
      : []
  const samples = valueSamples(object.schema ?? {}).filter(
    (sample) => isText(sample) && !(isKey && sample.valid),
  )
  return [
    ...accepted,
    ...(needsKnown ? [unknownValue(operation, object, example)] : []),
    ...missing,
    ...samples.flatMap((sample) => {
      const id = rule(sample.keyword ?? 'accepted')
      const name = `${object.name}: ${sample.label}`
      const rules: [string] = [book.has(id) ? id : rule('accepted')]
      const plan = part(textOf(sample.value))
      if (sample.valid)
        return needsKnown ? [] : [validCase({ family: 'boundaries', operation, name, rules, plan })]
      if (sample.keyword === undefined || !book.has(id)) return []
      return [
        invalidCase({
          family: 'boundaries',
          operation,
          name,
          rules,
          breach: { ...place, keyword: sample.keyword },
          twin: needsKnown ? {} : twin,
          plan,
        }),
      ]
    }),
  ]
}

/** A made-up value that is well-formed: it names nothing here, or by chance something. */
function unknownValue(operation: Operation, object: ParameterObject, value: string): Case {
  const place = { in: object.in as 'header' | 'query' | 'cookie', name: object.name }
  const { answers } = refusalAnswers(operation, { ...place, keyword: 'unknown' })
  return makeCase({
    family: 'boundaries',
    operation,
    name: `${object.name}: an unknown value`,
    rules: [`${operation.id}/${object.in}.${object.name}/unknown`],
    run: async (story) => {
      await story.twin({ resource: await story.resource() })
      const plan = { resource: await story.resource(), parameters: [{ ...place, value }] }
      story.expect(await story.send(plan), [...successAnswers(operation), ...answers])
    },
  })
}

function acceptedPath(operation: Operation, object: ParameterObject): Case {
  const rules: [string] = [`${operation.id}/path.${object.name}/accepted`]
  return validCase({
    family: 'boundaries',
    operation,
    name: `${object.name}: a valid value`,
    rules,
    plan: {},
  })
}

/** Whether a header, a query or a cookie can carry it and it stays what it is: visible ASCII, or nothing. */
function isText(sample: Omit<Sample, 'path'>): boolean {
  if (sample.keyword === 'type') return !sample.valid && typeof sample.value === 'string'
  return (
    typeof sample.value !== 'object' &&
    /^(?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?$/.test(textOf(sample.value))
  )
}

function bodyPresence({ operation }: Ground): Case[] {
  const { body } = operation
  const [content] = body?.content ?? []
  if (body === undefined || content === undefined || !canEncode(content.mediaType)) return []
  if (body.required) {
    const [example] = Object.values(content.object.examples ?? {})
    return [
      invalidCase({
        family: 'boundaries',
        operation,
        name: 'no body',
        rules: [`${operation.id}/body/required`],
        breach: { in: 'body', keyword: 'required' },
        twin: { body: encode(content.mediaType, example?.value ?? {}) },
        plan: { body: undefined },
      }),
    ]
  }
  const rules: [string] = [`${operation.id}/body/optional`]
  const empty = { contentType: content.mediaType, bytes: new Uint8Array() }
  return [
    validCase({ family: 'boundaries', operation, name: 'no body', rules, plan: {} }),
    validCase({
      family: 'boundaries',
      operation,
      name: 'a content type and no bytes',
      rules,
      plan: { body: empty },
    }),
  ]
}

function bodyCases({ operation, description, book }: Ground, content: Content): Case[] {
  if (!canEncode(content.mediaType)) return []
  const pointer = joinPointer(content.pointer, 'schema')
  const samples = bodySamples(description.document, pointer).filter(
    (sample) => !isForm(content.mediaType) || fitsForm(sample),
  )
  const accepted = `${operation.id}/body/${content.mediaType}`
  const [simplest] = samples.filter((sample) => sample.valid && sample.path.length === 0)
  return samples.map((sample): Case => {
    const where = sample.path.length === 0 ? 'body' : sample.path.join('.')
    const name = `${where}: ${sample.label}`
    const path = sample.ofItem === true ? [...sample.path, '[]'] : sample.path
    const id = bodyRuleId(operation, { path, keyword: sample.keyword ?? '' })
    const unknown = `${operation.id}/body/unknown-properties`
    const rule = book.has(id)
      ? id
      : sample.keyword === 'additionalProperties' && book.has(unknown)
        ? unknown
        : accepted
    const body = encode(content.mediaType, sample.value)
    if (sample.valid)
      return validCase({ family: 'boundaries', operation, name, rules: [rule], plan: { body } })
    const twin = samples.find((other) => other.valid && sameText(other.path, sample.path)) ?? simplest
    return invalidCase({
      family: 'boundaries',
      operation,
      name,
      rules: [rule],
      breach: { in: 'body', pointer: joinPointer('', ...sample.path), keyword: sample.keyword ?? '' },
      twin: { body: encode(content.mediaType, twin?.value ?? {}) },
      plan: { body },
    })
  })
}

function sameText(left: readonly string[], right: readonly string[]): boolean {
  return left.join('/') === right.join('/')
}

/** In a form everything is text: a type is broken only where its brackets say another structure. */
function fitsForm(sample: Sample): boolean {
  let value = sample.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  for (const name of sample.path) value = (value as Record<string, unknown> | undefined)?.[name]
  if (sample.valid || sample.keyword !== 'type') return value !== null && value !== ''
  if (Array.isArray(value)) return value.length > 0
  return typeof value === 'object' ? value !== null : value === 'text'
}
