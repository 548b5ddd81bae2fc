import { isForm, isText, joinPointer } from '../../description/index.ts'
import type { Content, OpenAPIDocument, Parameter } from '../../description/index.ts'
import { textOf } from '../../schema/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import {
  canEncode,
  canCarryBody,
  concreteMediaType,
  parseCandidates,
  canCarry,
  simpleText,
} from '../../serialization/index.ts'
import { bodySamples } from '../../schema/index.ts'
import type { Sample } from '../../schema/index.ts'
import type { CaseInput } from './case-factory.ts'

const knownSamples = new WeakMap<Content, Sample[]>()

/** Returns the samples of a body that are certainly valid or invalid and that its media type can represent. */
export function samplesOf(input: Pick<CaseInput, 'description' | 'schemas'>, content: Content): Sample[] {
  const samples = knownSamples.get(content) ?? makeSamples(input, content)
  knownSamples.set(content, samples)
  return samples
}

function makeSamples(
  { description, schemas }: Pick<CaseInput, 'description' | 'schemas'>,
  content: Content,
): Sample[] {
  const { schema } = content
  const { document } = description
  if (schema === undefined || !canEncode(content)) return []
  const isCertain = ({ value, valid }: Sample): boolean => {
    const candidates = isText(concreteMediaType(content.mediaType))
      ? parseCandidates({ document, schemas }, schema, textOf(value))
      : []
    return hasCertainValidity(schemas, schema, [value, ...candidates], valid)
  }
  return bodySamples(document, schema).filter(
    (sample) => isCertain(sample) && canEncodeSample(document, content, sample.value),
  )
}

/** Returns the samples of a parameter that are certainly valid or invalid, however a server parses them. */
export function parameterSamples({ description, schemas }: CaseInput, parameter: Parameter): Sample[] {
  const { schema, mediaType, object } = parameter
  const { document } = description
  if (schema === undefined) return []
  const isCertain = ({ value, valid }: Sample): boolean => {
    const text = simpleText(value)
    const candidates = mediaType === undefined ? parseCandidates({ document, schemas }, schema, text) : []
    return hasCertainValidity(schemas, schema, [value, ...candidates], valid)
  }
  const hasExample = object.example !== undefined || object.examples !== undefined
  return bodySamples(document, schema).filter(
    (sample) => isCertain(sample) && canBeSent(parameter, sample) && !(hasExample && sample.isGuess === true),
  )
}

/** Returns the JSON Pointer of a sample in the body. */
export function pointerOf({ path }: Sample): string {
  return joinPointer('', ...path.map((name) => (name === '[]' ? '0' : name)))
}

/** Returns whether one of the parsed values is certainly valid, or all of them are certainly invalid. */
function hasCertainValidity(
  schemas: SchemaSet,
  schema: string,
  candidates: unknown[],
  valid: boolean,
): boolean {
  return valid
    ? candidates.some((value) => schemas.isDefinitelyValid(schema, value))
    : !candidates.some((value) => schemas.mayBeValid(schema, value))
}

/** Returns whether a body can carry a sample. For a form, `isFormRepresentable` decides this for each property. */
function canEncodeSample(document: OpenAPIDocument, content: Content, value: unknown): boolean {
  return isForm(content.mediaType) || canCarryBody(document, content, value)
}

function canBeSent(parameter: Parameter, { value, valid, keyword, path }: Sample): boolean {
  const isEncodedAsText = parameter.mediaType === undefined
  // Many servers take an empty text for a missing value, so it is only sent where it is invalid.
  if (value === '' && !valid && isEncodedAsText) return parameter.object.in !== 'path'
  // A text is also an array of one item. So only text in place of a number or a boolean violates a type.
  const violatesType = keyword === 'type' && !valid && isEncodedAsText
  const sampledText = path.length === 0 ? value === 'text' : path[0] !== '[]' && hasText(value, path[0] ?? '')
  return (!violatesType || sampledText) && canCarry(parameter, value)
}

function hasText(value: unknown, name: string): boolean {
  return (value as Record<string, unknown>)[name] === 'text'
}
