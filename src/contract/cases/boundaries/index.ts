import { isForm, isJson } from '../../../description/index.ts'
import type { Content, Operation, Parameter, ParameterObject } from '../../../description/index.ts'
import { refusalAnswers } from '../../expected/expected.ts'
import type { Case } from '../case.ts'
import { bodyRuleId } from '../../rules/index.ts'
import { textOf } from '../../../schema/generate/scalar-example.ts'
import { exampleValue, serialize } from '../../../serialization/parameter.ts'
import { isApart, pathText } from '../../../serialization/path.ts'
import { encode, validBody } from '../../../serialization/body.ts'
import type { Sample } from '../../generate/sample.ts'
import type { Ground, MakeCases, Part } from '../family.ts'
import { invalidCase, parameterSamples, pointerOf, samplesOf, unknownInBody, validCase } from '../family.ts'
import { fitsForm } from './form-samples.ts'
import { namingCases } from './naming.ts'
import { readOnlyCases } from './read-only.ts'

/** Both sides of every line that the schemas of parameters and bodies draw. */
export const boundaries: MakeCases = (ground) => [
  ...ground.operation.parameters.flatMap((parameter) => parameterCases(ground, parameter)),
  ...bodyPresence(ground),
  ...(ground.operation.body?.content ?? []).flatMap((content) => [
    ...bodyCases(ground, content),
    ...readOnlyCases(ground, content),
  ]),
]

function parameterCases(ground: Ground, parameter: Parameter): Case[] {
  const { operation, book, description } = ground
  const { object } = parameter
  if (object.in === 'path') return [acceptedPath(operation, object), ...refusedPaths(ground, parameter)]
  const place = { in: object.in, name: object.name }
  const rule = (keyword: string): string => `${operation.id}/${object.in}.${object.name}/${keyword}`
  const isKey = object.name === operation.idempotency?.header
  const part = (value: unknown): Part => ({ parameters: serialize(parameter, value) })
  const needsKnown = operation.refusals.some(
    (refusal) => refusal.name === object.name && refusal.keyword === 'unknown',
  )
  const example = exampleValue(description.document, parameter)
  // A key is good for one request, and a shared example has been used before.
  const twin = isKey || example === undefined ? {} : part(example.value)
  const accepted =
    needsKnown || example === undefined
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
            plan: isKey ? { key: null } : { parameters: [{ ...place, value: null }] },
          }),
        ]
      : []
  const samples = parameterSamples(ground, parameter).filter((sample) => !(isKey && sample.valid))
  return [
    ...accepted,
    ...(needsKnown && example !== undefined ? namingCases(ground, parameter, textOf(example.value)) : []),
    ...missing,
    ...samples.flatMap((sample) => {
      const id = rule([...sample.path, sample.keyword ?? 'accepted'].join('/'))
      const name = `${[object.name, ...sample.path].join('..')}: ${sample.label}`
      const rules: [string] = [book.has(id) ? id : rule('accepted')]
      const plan = part(sample.value)
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

/** A path with a value that its schema does not allow: another kind of unknown. */
function refusedPaths(ground: Ground, parameter: Parameter): Case[] {
  const { operation, book, description } = ground
  const { object } = parameter
  if (!isApart(operation.path, object.name)) return []
  return parameterSamples(ground, parameter).flatMap((sample) => {
    const keyword = sample.keyword ?? ''
    const id = `${operation.id}/path.${object.name}/${keyword}`
    if (sample.valid || sample.value === '' || sample.path.length > 0 || !book.has(id)) return []
    return [
      invalidCase({
        family: 'boundaries',
        operation,
        name: `${object.name}: ${sample.label}`,
        rules: [id],
        breach: { in: 'path', name: object.name, keyword },
        twin: {},
        plan: { rawPath: { [object.name]: pathText(description.document, parameter, sample.value) } },
      }),
    ]
  })
}

function bodyPresence({ operation, description }: Ground): Case[] {
  const { body } = operation
  const content = body?.content.find((one) => validBody(description.document, one) !== undefined)
  if (body === undefined) return []
  if (body.required) {
    if (content === undefined) return []
    return [
      invalidCase({
        family: 'boundaries',
        operation,
        name: 'no body',
        rules: [`${operation.id}/body/required`],
        breach: { in: 'body', keyword: 'required' },
        twin: {},
        plan: { body: null },
      }),
    ]
  }
  const rules: [string] = [`${operation.id}/body/optional`]
  const none = validCase({ family: 'boundaries', operation, name: 'no body', rules, plan: {} })
  // No bytes are a text, and may be anything else: of JSON and forms alone is it known that they are no value.
  if (content === undefined || !(isJson(content.mediaType) || isForm(content.mediaType))) return [none]
  const empty = { contentType: content.mediaType, bytes: new Uint8Array() }
  const name = 'a content type and no bytes'
  // No bytes are a form without fields, and no JSON: who takes them for a body that is none may refuse it.
  const or = isForm(content.mediaType)
    ? []
    : refusalAnswers(operation, { in: 'body', keyword: 'malformed' }).answers
  return [none, validCase({ family: 'boundaries', operation, name, rules, or, plan: { body: empty } })]
}

function bodyCases(ground: Ground, content: Content): Case[] {
  const { operation, description } = ground
  const accepted = `${operation.id}/body/${content.mediaType}`
  const known = validBody(description.document, content)
  if (known === undefined) return []
  const whole = validCase({
    family: 'boundaries',
    operation,
    name: `body: ${content.mediaType}`,
    rules: [accepted],
    or: unknownInBody(operation, known.value),
    plan: { body: known },
  })
  const samples = samplesOf(ground, content).filter(
    (sample) => !isForm(content.mediaType) || fitsForm(ground, content, sample),
  )
  const [simplest] = samples.filter((sample) => sample.valid && sample.path.length === 0)
  const own = samples.flatMap((sample): Case[] => {
    const where = sample.path.length === 0 ? 'body' : sample.path.join('..')
    const name = `${where}: ${sample.label}`
    const rule = bodyRule(ground, sample) ?? (sample.valid ? accepted : undefined)
    if (rule === undefined) return []
    const body = encode(content, sample.value)
    if (sample.valid) {
      const or = unknownInBody(operation, sample.value)
      return [validCase({ family: 'boundaries', operation, name, rules: [rule], or, plan: { body } })]
    }
    const twin = samples.find((other) => other.valid && sameText(other.path, sample.path)) ?? simplest
    return [
      invalidCase({
        family: 'boundaries',
        operation,
        name,
        rules: [rule],
        breach: { in: 'body', pointer: pointerOf(sample), keyword: sample.keyword ?? '' },
        twin: { body: twin === undefined ? known : encode(content, twin.value) },
        plan: { body },
      }),
    ]
  })
  return samples.length === 0 ? [whole] : own
}

/** The rule of a sample's keyword; below an alternative, the rule that one of them has to fit. */
function bodyRule({ operation, book }: Ground, { path, keyword = '' }: Sample): string | undefined {
  const above = path.map((_, index) => path.slice(0, path.length - 1 - index))
  const candidates = [
    bodyRuleId(operation, { path, keyword }),
    ...(keyword === 'additionalProperties' ? [`${operation.id}/body/unknown-properties`] : []),
    ...[path, ...above].flatMap((place) =>
      ['oneOf', 'anyOf'].map((word) => bodyRuleId(operation, { path: place, keyword: word })),
    ),
  ]
  return candidates.find((id) => book.has(id))
}

function sameText(left: readonly string[], right: readonly string[]): boolean {
  return left.join('/') === right.join('/')
}
