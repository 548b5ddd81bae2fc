import { isForm, isJson } from '../../../description/index.ts'
import type { Content, Operation, Parameter, ParameterObject } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import type { Case } from '../case.ts'
import { bodyRuleId } from '../../rules/index.ts'
import { textOf } from '../../../schema/index.ts'
import {
  exampleValue,
  serialize,
  isDelimited,
  pathText,
  encode,
  validBody,
} from '../../../serialization/index.ts'
import type { Sample } from '../../generate/sample.ts'
import type { CaseInput, MakeCases, PartialPlan } from '../case-factory.ts'
import {
  invalidCase,
  parameterSamples,
  pointerOf,
  samplesOf,
  unknownReferenceResponses,
  validCase,
} from '../case-factory.ts'
import { isFormRepresentable } from './form-samples.ts'
import { referenceValueCases } from './reference-values.ts'
import { readOnlyCases } from './read-only.ts'

/** Both sides of every line that the schemas of parameters and bodies draw. */
export const boundaries: MakeCases = (input) => [
  ...input.operation.parameters.flatMap((parameter) => parameterCases(input, parameter)),
  ...bodyPresence(input),
  ...(input.operation.body?.content ?? []).flatMap((content) => [
    ...bodyCases(input, content),
    ...readOnlyCases(input, content),
  ]),
]

function parameterCases(input: CaseInput, parameter: Parameter): Case[] {
  const { operation, book, description } = input
  const { object } = parameter
  if (object.in === 'path')
    return [acceptedPathCase(operation, object), ...rejectedPathCases(input, parameter)]
  const location = { in: object.in, name: object.name }
  const rule = (keyword: string): string => `${operation.id}/${object.in}.${object.name}/${keyword}`
  const isKey = object.name === operation.idempotency?.header
  const part = (value: unknown): PartialPlan => ({ parameters: serialize(parameter, value) })
  const needsKnownValue = operation.rejections.some(
    (rejection) => rejection.name === object.name && rejection.keyword === 'unknown',
  )
  const example = exampleValue(description.document, parameter)
  // A key is good for one request, and a shared example has been used before.
  const control = isKey || example === undefined ? {} : part(example.value)
  const accepted =
    needsKnownValue || example === undefined
      ? []
      : [
          validCase({
            family: 'boundaries',
            operation,
            name: `${object.name}: a valid value`,
            rules: [rule('accepted')],
            plan: control,
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
            violation: { ...location, keyword: 'required' },
            control,
            plan: isKey ? { key: null } : { parameters: [{ ...location, value: null }] },
          }),
        ]
      : []
  const samples = parameterSamples(input, parameter).filter((sample) => !(isKey && sample.valid))
  return [
    ...accepted,
    ...(needsKnownValue && example !== undefined
      ? referenceValueCases(input, parameter, textOf(example.value))
      : []),
    ...missing,
    ...samples.flatMap((sample) => {
      const id = rule([...sample.path, sample.keyword ?? 'accepted'].join('/'))
      const name = `${[object.name, ...sample.path].join('.')}: ${sample.label}`
      const rules: [string] = [book.has(id) ? id : rule('accepted')]
      const plan = part(sample.value)
      if (sample.valid)
        return needsKnownValue ? [] : [validCase({ family: 'boundaries', operation, name, rules, plan })]
      if (sample.keyword === undefined || !book.has(id)) return []
      return [
        invalidCase({
          family: 'boundaries',
          operation,
          name,
          rules,
          violation: { ...location, keyword: sample.keyword },
          control: needsKnownValue ? {} : control,
          plan,
        }),
      ]
    }),
  ]
}

function acceptedPathCase(operation: Operation, object: ParameterObject): Case {
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
function rejectedPathCases(input: CaseInput, parameter: Parameter): Case[] {
  const { operation, book, description } = input
  const { object } = parameter
  if (!isDelimited(operation.path, object.name)) return []
  return parameterSamples(input, parameter).flatMap((sample) => {
    const keyword = sample.keyword ?? ''
    const id = `${operation.id}/path.${object.name}/${keyword}`
    if (sample.valid || sample.value === '' || sample.path.length > 0 || !book.has(id)) return []
    return [
      invalidCase({
        family: 'boundaries',
        operation,
        name: `${object.name}: ${sample.label}`,
        rules: [id],
        violation: { in: 'path', name: object.name, keyword },
        control: {},
        plan: { rawPath: { [object.name]: pathText(description.document, parameter, sample.value) } },
      }),
    ]
  })
}

function bodyPresence({ operation, description }: CaseInput): Case[] {
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
        violation: { in: 'body', keyword: 'required' },
        control: {},
        plan: { body: null },
      }),
    ]
  }
  const rules: [string] = [`${operation.id}/body/optional`]
  const noBody = validCase({ family: 'boundaries', operation, name: 'no body', rules, plan: {} })
  // No bytes are a text, and may be anything else: of JSON and forms alone is it known that they are no value.
  if (content === undefined || !(isJson(content.mediaType) || isForm(content.mediaType))) return [noBody]
  const empty = { contentType: content.mediaType, bytes: new Uint8Array() }
  const name = 'a content type and no bytes'
  // No bytes are a form without fields, and no JSON: who takes them for a body that is none may refuse it.
  const alternatives = isForm(content.mediaType)
    ? []
    : rejectionResponses(operation, { in: 'body', keyword: 'malformed' }).expectedResponses
  return [
    noBody,
    validCase({ family: 'boundaries', operation, name, rules, alternatives, plan: { body: empty } }),
  ]
}

function bodyCases(input: CaseInput, content: Content): Case[] {
  const { operation, description } = input
  const accepted = `${operation.id}/body/${content.mediaType}`
  const known = validBody(description.document, content)
  if (known === undefined) return []
  const whole = validCase({
    family: 'boundaries',
    operation,
    name: `body: ${content.mediaType}`,
    rules: [accepted],
    alternatives: unknownReferenceResponses(operation, known.value),
    plan: { body: known },
  })
  const samples = samplesOf(input, content).filter(
    (sample) => !isForm(content.mediaType) || isFormRepresentable(input, content, sample),
  )
  const [simplest] = samples.filter((sample) => sample.valid && sample.path.length === 0)
  const sampleCases = samples.flatMap((sample): Case[] => {
    const where = sample.path.length === 0 ? 'body' : sample.path.join('.')
    const name = `${where}: ${sample.label}`
    const rule = bodyRule(input, sample) ?? (sample.valid ? accepted : undefined)
    if (rule === undefined) return []
    const body = encode(content, sample.value)
    if (sample.valid) {
      const alternatives = unknownReferenceResponses(operation, sample.value)
      return [
        validCase({ family: 'boundaries', operation, name, rules: [rule], alternatives, plan: { body } }),
      ]
    }
    const control = samples.find((other) => other.valid && isSamePath(other.path, sample.path)) ?? simplest
    return [
      invalidCase({
        family: 'boundaries',
        operation,
        name,
        rules: [rule],
        violation: { in: 'body', pointer: pointerOf(sample), keyword: sample.keyword ?? '' },
        control: { body: control === undefined ? known : encode(content, control.value) },
        plan: { body },
      }),
    ]
  })
  return samples.length === 0 ? [whole] : sampleCases
}

/** The rule of a sample's keyword; below an alternative, the rule that one of them has to fit. */
function bodyRule({ operation, book }: CaseInput, { path, keyword = '' }: Sample): string | undefined {
  const above = path.map((_, index) => path.slice(0, path.length - 1 - index))
  const candidates = [
    bodyRuleId(operation, { path, keyword }),
    ...(keyword === 'additionalProperties' ? [`${operation.id}/body/unknown-properties`] : []),
    ...[path, ...above].flatMap((location) =>
      ['oneOf', 'anyOf'].map((word) => bodyRuleId(operation, { path: location, keyword: word })),
    ),
  ]
  return candidates.find((id) => book.has(id))
}

function isSamePath(left: readonly string[], right: readonly string[]): boolean {
  return left.join('/') === right.join('/')
}
