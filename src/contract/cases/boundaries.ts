import { joinPointer } from '../../description/index.ts'
import type { Operation, ParameterObject } from '../../description/index.ts'
import { refusalAnswers, successAnswers } from '../answers.ts'
import type { Case } from '../case.ts'
import { bodyRuleId } from '../rules/index.ts'
import { textOf } from '../values/example.ts'
import { exampleValue, serialize } from '../values/parameter.ts'
import type { Parameter } from '../values/parameter.ts'
import { canEncode, encode, isForm } from '../values/payload.ts'
import type { Content } from '../values/payload.ts'
import { bodySamples } from '../values/samples.ts'
import type { Sample } from '../values/samples.ts'
import type { Ground, MakeCases, Part } from './family.ts'
import { invalidCase, makeCase, pointerOf, samplesOf, unknownInBody, validCase } from './family.ts'

/** Text that any header or query carries and nobody trims. */
const VISIBLE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/

/** Both sides of every line that the schemas of parameters and bodies draw. */
export const boundaries: MakeCases = (ground) => [
  ...ground.operation.parameters.flatMap((parameter) => parameterCases(ground, parameter)),
  ...bodyPresence(ground),
  ...(ground.operation.body?.content ?? []).flatMap((content) => bodyCases(ground, content)),
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
            plan: isKey ? { key: null } : { parameters: [{ ...place, value: null }] },
          }),
        ]
      : []
  const samples = bodySamples(description.document, joinPointer(parameter.pointer, 'schema')).filter(
    (sample) => canCarry(object, sample) && !(isKey && sample.valid),
  )
  return [
    ...accepted,
    ...(needsKnown ? [unknownValue(operation, object, textOf(example))] : []),
    ...missing,
    ...samples.flatMap((sample) => {
      const id = rule([...sample.path, sample.keyword ?? 'accepted'].join('/'))
      const name = `${[object.name, ...sample.path].join('.')}: ${sample.label}`
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

/** A path with a value that its schema does not allow: another kind of unknown. */
function refusedPaths({ operation, book, description }: Ground, { object, pointer }: Parameter): Case[] {
  const samples = bodySamples(description.document, joinPointer(pointer, 'schema'))
  return samples.flatMap((sample) => {
    const keyword = sample.keyword ?? ''
    const id = `${operation.id}/path.${object.name}/${keyword}`
    if (sample.valid || sample.value === '' || !canCarry(object, sample) || !book.has(id)) return []
    return [
      invalidCase({
        family: 'boundaries',
        operation,
        name: `${object.name}: ${sample.label}`,
        rules: [id],
        breach: { in: 'path', name: object.name, keyword },
        twin: {},
        plan: { rawPath: { [object.name]: encodeURIComponent(textOf(sample.value)) } },
      }),
    ]
  })
}

/**
 * Whether a parameter can carry a sample and it stays what it is: visible ASCII in scalars and arrays of them. Empty
 * text is left out where it is valid: many take it for no value at all.
 */
function canCarry({ in: place }: ParameterObject, { valid, value, keyword, path }: Sample): boolean {
  if (path.length > 1 || (path.length === 1 && path[0] !== '[]')) return false
  const values: unknown[] = Array.isArray(value) ? value : [value]
  // Text is an array of one; of other types a parameter can break none but the number's and the boolean's.
  if (keyword === 'type' && !valid && (Array.isArray(value) || value !== 'text' || path.length > 0))
    return false
  const fits = (one: unknown): boolean =>
    typeof one !== 'object' && (CARRIED[place].test(textOf(one)) || (one === '' && !valid))
  return values.length > 0 && values.every(fits)
}

/** A cookie's value holds no white space, quotes, commas, semicolons or backslashes (RFC 6265, section 4.1.1). */
const CARRIED: Record<ParameterObject['in'], RegExp> = {
  path: VISIBLE,
  query: VISIBLE,
  header: VISIBLE,
  cookie: /^[\x21\x23-\x24\x26-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/,
}

function bodyPresence({ operation }: Ground): Case[] {
  const { body } = operation
  const [content] = body?.content ?? []
  if (body === undefined || content === undefined || !canEncode(content.mediaType)) return []
  if (body.required) {
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

function bodyCases(ground: Ground, content: Content): Case[] {
  if (!canEncode(content.mediaType)) return []
  const { operation } = ground
  const samples = samplesOf(ground, content).filter(
    (sample) => !isForm(content.mediaType) || fitsForm(sample),
  )
  const accepted = `${operation.id}/body/${content.mediaType}`
  const [simplest] = samples.filter((sample) => sample.valid && sample.path.length === 0)
  return samples.flatMap((sample): Case[] => {
    const where = sample.path.length === 0 ? 'body' : sample.path.join('.')
    const name = `${where}: ${sample.label}`
    const own = bodyRule(ground, sample)
    if (own === undefined && !sample.valid) return []
    const rule = own ?? accepted
    const body = encode(content.mediaType, sample.value)
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
        twin: { body: encode(content.mediaType, twin?.value ?? {}) },
        plan: { body },
      }),
    ]
  })
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

/** In a form everything is text: a type is broken only where its brackets say another structure. */
function fitsForm(sample: Sample): boolean {
  let value = sample.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  for (const name of sample.path) {
    value = (value as Record<string, unknown> | undefined)?.[name === '[]' ? '0' : name]
  }
  const isItem = sample.path.at(-1) === '[]'
  if (sample.valid || sample.keyword !== 'type') return value !== null && (value !== '' || isItem)
  if (Array.isArray(value)) return value.length > 0
  return typeof value === 'object' ? value !== null : value === 'text'
}
