import { dereference, isForm, isText, joinPointer } from '../../description/index.ts'
import type { Content, OpenAPIDocument, Parameter } from '../../description/index.ts'
import { textOf } from '../../schema/index.ts'
import type { Schema, SchemaSet } from '../../schema/index.ts'
import {
  canEncode,
  canCarryBody,
  canCarryMultipart,
  fileTypesOf,
  isMultipart,
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
  if (schema === undefined || !(canEncode(content) || isMultipart(content.mediaType))) return []
  const isCertain = ({ value, valid }: Sample): boolean => {
    const candidates = isText(concreteMediaType(content.mediaType))
      ? parseCandidates({ document, schemas }, schema, textOf(value))
      : []
    return hasCertainValidity(schemas, schema, [value, ...candidates], valid)
  }
  return bodySamples(document, schema).filter(
    (sample) =>
      isCertain(sample) &&
      canEncodeSample(document, content, sample.value) &&
      !isAboutFile(document, content, sample) &&
      !(sample.valid && isMultipart(content.mediaType) && isEmpty(sample.value)),
  )
}

/** Returns whether a sample is about the content of a file, which a part does not carry. A file may be missing. */
function isAboutFile(document: OpenAPIDocument, content: Content, { path, keyword }: Sample): boolean {
  const isFile = isMultipart(content.mediaType) && fileTypesOf(document, content).has(path[0] ?? '')
  return isFile && keyword !== 'required'
}

const knownParameterSamples = new WeakMap<OpenAPIDocument, Map<string, Sample[]>>()

/**
 * Returns the samples of a parameter that are certainly valid or invalid, however a server parses them. They are made
 * once for all parameters with the same schema and style: hundreds of operations may have the same path parameter.
 */
export function parameterSamples(input: CaseInput, parameter: Parameter): Sample[] {
  const { schema, mediaType, object } = parameter
  if (schema === undefined) return []
  const { document } = input.description
  const byKey = knownParameterSamples.get(document) ?? new Map<string, Sample[]>()
  knownParameterSamples.set(document, byKey)
  const { pointer } = dereference(document, schema)
  const { in: location, style, explode } = object
  const hasExample = object.example !== undefined || object.examples !== undefined
  const key = JSON.stringify([pointer, mediaType, location, style, explode, hasExample])
  const samples = byKey.get(key) ?? makeParameterSamples(input, { ...parameter, schema: pointer }, hasExample)
  byKey.set(key, samples)
  return samples
}

function makeParameterSamples(
  { description, schemas }: CaseInput,
  parameter: Parameter,
  hasExample: boolean,
): Sample[] {
  const { schema = '', mediaType } = parameter
  const { document } = description
  const isCertain = ({ value, valid }: Sample): boolean => {
    const text = simpleText(value)
    const candidates = mediaType === undefined ? parseCandidates({ document, schemas }, schema, text) : []
    return hasCertainValidity(schemas, schema, [value, ...candidates], valid)
  }
  return [...bodySamples(document, schema), ...versionSamples(document, parameter)].filter(
    (sample) => isCertain(sample) && canBeSent(parameter, sample) && !(hasExample && sample.isGuess === true),
  )
}

/** Dates that a calendar makes special, all of them past. */
const DATES = ['2000-01-01', '2019-12-31', '2024-02-29', '2025-10-13', '2026-01-31']

/** Returns valid dates for the header that `x-version` names. A valid version beside the example must be accepted. */
function versionSamples(document: OpenAPIDocument, { object, schema = '' }: Parameter): Sample[] {
  const isVersion =
    object.in === 'header' && object.name.toLowerCase() === document['x-version']?.header.toLowerCase()
  if (!isVersion || dereference<Schema>(document, schema).value.format !== 'date') return []
  return DATES.map((value) => ({
    label: value,
    value,
    valid: true,
    keyword: 'format',
    path: [],
    keys: [],
    at: schema,
  }))
}

/** Returns the JSON Pointer of a sample in the body. */
export function pointerOf({ keys }: Sample): string {
  return joinPointer('', ...keys)
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
  if (isMultipart(content.mediaType)) return canCarryMultipart(document, content, value) && isPlainText(value)
  return isForm(content.mediaType) || canCarryBody(document, content, value)
}

/** The longest text of a parameter. Many servers limit the size of a line or a header. */
const LONGEST_PARAMETER = 4000

function canBeSent(parameter: Parameter, { value, valid, keyword, path, keys }: Sample): boolean {
  if (simpleText(value).length > LONGEST_PARAMETER) return false
  const isEncodedAsText = parameter.mediaType === undefined
  // Many servers take an empty text for a missing value, so it is only sent where it is invalid.
  if (value === '' && !valid && isEncodedAsText) return parameter.object.in !== 'path'
  // A text is also an array of one item. So only text in place of a number or a boolean violates a type.
  const violatesType = keyword === 'type' && !valid && isEncodedAsText
  const sampledText = path.length === 0 ? value === 'text' : hasText(value, keys[0] ?? '')
  return (!violatesType || sampledText) && canCarry(parameter, value)
}

function hasText(value: unknown, name: string): boolean {
  return (value as Record<string, unknown>)[name] === 'text'
}

/** Returns whether a form has no parts. Many servers do not accept one. */
function isEmpty(value: unknown): boolean {
  return Object.keys(Object(value) as object).length === 0
}

/** Returns whether all texts are the same in every charset: a part has none of its own. */
function isPlainText(value: unknown): boolean {
  return /^[\x20-\x7e]*$/.test(JSON.stringify(value)) && !JSON.stringify(value).includes('\\')
}
