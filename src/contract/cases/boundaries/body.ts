import { get, isForm, isXml, joinPointer } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import type { Sample } from '../../../schema/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import { encode, isMultipart, validBody } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { Attempt, CaseInput, PartialPlan } from '../case-factory.ts'
import { invalidCase, validCase } from '../case-factory.ts'
import { pointerOf, samplesOf } from '../samples.ts'
import { unknownReferenceResponses } from '../unknown-references.ts'
import { ownIdNames } from '../../generate/own-ids.ts'
import { isFormRepresentable, otherViolations, withFields } from './form-samples.ts'
import { bracketListCases } from './bracket-lists.ts'
import { afterKnownItem } from './list-items.ts'
import { lenientFormSamples } from './lenient-forms.ts'
import { lookalikeSamples } from './lookalikes.ts'
import { responseNameSamples } from './response-names.ts'
import { spelledNameSamples } from './spelled-names.ts'
import { missingElementCases } from './xml-elements.ts'
import { sampleRules } from './sample-rules.ts'
import { unusualWays } from './unusual-ways.ts'

/** Makes the cases for a body in one media type. */
export function bodyCases(input: CaseInput, content: Content): Case[] {
  const known = validBody(input.description.document, content)
  if (known === undefined) return []
  if (isXml(content.mediaType))
    return [wholeBodyCase(input, content, known), ...missingElementCases(input, content, known)]
  const ownSamples = samplesOf(input, content).map(afterKnownItem(input, content))
  const named =
    content.schema === undefined
      ? []
      : [
          ...lookalikeSamples(input, content.schema, ownSamples),
          ...responseNameSamples(input, content.schema, ownSamples),
          ...spelledNameSamples(input, content.schema, ownSamples),
        ]
  const representable = [...ownSamples, ...named].flatMap((sample) => {
    if (!isTexts(content.mediaType)) return [sample]
    return isFormRepresentable(input, content, sample) ? (withFields(input, content, sample) ?? []) : []
  })
  const { mediaType, schema } = content
  const { operation } = input
  const samples =
    isForm(mediaType) && schema !== undefined
      ? [...representable, ...lenientFormSamples(input, content, schema, representable)]
      : representable
  const simple = samples.filter((sample) => sample.valid && sample.path.length === 0)
  // An ordinary value, not null.
  const simplest = simple.find(({ keyword }) => keyword === undefined) ?? simple[0]
  const validByPath = new Map<string, Sample>()
  for (const sample of samples) {
    const path = sample.path.join('/')
    if (sample.valid && !validByPath.has(path)) validByPath.set(path, sample)
  }
  const whole = validByPath.size > 0 ? [] : [wholeBodyCase(input, content, known)]
  const ruleOf = sampleRules(input)
  const ways = unusualWays(operation, mediaType, samples)
  const ownIds = schema === undefined ? undefined : ownIdNames(input.description.document, operation, schema)
  const cases = samples.flatMap((sample) => {
    const rule = ruleOf(sample)
    // No other valid id can be sent than that of the path.
    if (sample.valid && ownIds?.has(sample.path[0] ?? '')) return []
    if (sample.valid) return [validSampleCase(input, content, sample, rule)]
    if (rule === undefined) return []
    const control = validByPath.get(sample.path.join('/')) ?? simplest
    const makeControl = (): Payload =>
      control === undefined ? known : encode(content, control.value, input.description.document)
    return [invalidSampleCase(input, content, sample, { rule, makeControl, send: ways.get(sample) })]
  })
  return [...whole, ...cases, ...bracketListCases(input, content)]
}

function wholeBodyCase({ operation }: CaseInput, { mediaType }: Content, body: Payload): Case {
  return validCase({
    family: 'boundaries',
    operation,
    name: `body: ${mediaType}`,
    rules: [ruleIds.bodyMediaType(operation, mediaType)],
    alternatives: unknownReferenceResponses(operation, body.value),
    plan: { body },
    mayVary: {},
  })
}

/** The size of a body in bytes from which a server may have a limit of its own (RFC 9110, section 15.5.14). */
const LARGE = 64 * 1024

/** Returns whether a value alone is larger than what every server accepts. */
function isLarge({ value, keys }: Sample): boolean {
  const text = get(value, joinPointer('', ...keys))
  return typeof text === 'string' && text.length > LARGE
}

function validSampleCase(
  { operation, description }: CaseInput,
  content: Content,
  sample: Sample,
  rule: RuleId | undefined,
): Case {
  return validCase({
    family: 'boundaries',
    operation,
    name: sampleName(sample),
    rules: [rule ?? ruleIds.bodyMediaType(operation, content.mediaType)],
    alternatives: [
      ...unknownReferenceResponses(operation, sample.value),
      ...(isLarge(sample) ? [{ status: '413' }] : []),
    ],
    plan: () => ({ body: encode(content, sample.value, description.document) }),
    mayVary: { keepsLength: sample.path[0] },
  })
}

/** How an invalid sample is tested. */
interface InvalidSample {
  readonly rule: RuleId
  readonly makeControl: () => Payload
  /** How the body is sent, if not in the usual way. */
  readonly send: ((body: Payload) => PartialPlan) | undefined
}

function invalidSampleCase(
  { operation, description }: CaseInput,
  content: Content,
  sample: Sample,
  { rule, makeControl, send }: InvalidSample,
): Case {
  const makeInvalid = (): Payload => encode(content, sample.value, description.document)
  const usual: Attempt = {
    control: () => ({ body: makeControl() }),
    plan: () => ({ body: makeInvalid() }),
  }
  const attempts =
    send === undefined
      ? usual
      : { control: () => send(makeControl()), plan: () => send(makeInvalid()), otherwise: usual }
  return invalidCase({
    ...attempts,
    family: 'boundaries',
    operation,
    name: sampleName(sample),
    rules: [rule],
    violation: { in: 'body', pointer: pointerOf(sample), keyword: sample.keyword ?? '' },
    alternatives: isTexts(content.mediaType) ? otherViolations(content, sample) : [],
  })
}

function sampleName({ path, label }: Sample): string {
  return `${path.length === 0 ? 'body' : path.join('.')}: ${label}`
}

/** Returns whether all values are texts. */
function isTexts(mediaType: string): boolean {
  return isForm(mediaType) || isMultipart(mediaType)
}
