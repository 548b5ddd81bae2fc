import {
  get,
  isBinaryType,
  isForm,
  isJson,
  isOctets,
  isText,
  isXml,
  joinPointer,
} from '../../description/index.ts'
import type { Content, Description, Operation, RequestBody } from '../../description/index.ts'
import { keywordRequirements } from './schema-keywords.ts'
import type { KeywordRequirement } from './schema-keywords.ts'
import { schemasOf, jsonTypesOf } from '../../schema/index.ts'
import {
  canEncode,
  concreteMediaType,
  fileTypesOf,
  isMultipart,
  validBody,
} from '../../serialization/index.ts'
import { attemptsOf } from '../generate/read-only.ts'
import { NEEDS_SUCCESS, reasonUnchecked } from './add.ts'
import type { Add, AddRules } from './add.ts'
import { ruleIds } from './ids.ts'

/** Adds the rules for the request's body: its presence, media types, examples and the keywords of its schema. */
export const bodyRules: AddRules = (add, operation, description) => {
  const { body } = operation
  if (body === undefined) return
  const { required } = body
  add(
    ruleIds.body(operation, required ? 'required' : 'optional'),
    required ? 'A body is required.' : 'The body is optional.',
    get(description.document, `${body.pointer}/required`) === undefined
      ? body.pointer
      : `${body.pointer}/required`,
    NEEDS_SUCCESS,
  )
  add(
    ruleIds.body(operation, 'contentType'),
    'A body of another media type is rejected.',
    `${body.pointer}/content`,
    body.content.some(({ mediaType }) => isOctets(mediaType)) ? ANY_OCTETS : needsOf(description, body),
  )
  for (const content of body.content) {
    addMediaType(add, operation, content, description)
    addExamples(add, operation, content, description)
    addKeywords(add, operation, content, description)
  }
  const [attempts] = body.content.flatMap(
    (content) => attemptsOf(operation, content, description.document) ?? [],
  )
  if (attempts === undefined) return
  add(
    ruleIds.body(operation, 'readOnly'),
    'A property that is read-only in the response is ignored or rejected in the request.',
    attempts.pointer,
    NEEDS_SUCCESS,
  )
}

const ANY_OCTETS = 'application/octet-stream is described, and a body of any type is octets'

function addMediaType(add: Add, operation: Operation, content: Content, description: Description): void {
  const { mediaType, pointer } = content
  const needs = needsOf(description, { content: [content] })
  add(ruleIds.bodyMediaType(operation, mediaType), `A body of ${mediaType} is accepted.`, pointer, needs)
  if (!canBeMalformed(mediaType)) return
  add(
    ruleIds.malformedBody(operation, mediaType),
    `A malformed ${mediaType} body is rejected and breaks nothing.`,
    pointer,
    needs,
  )
}

/** Whether some bytes are no body of a media type. All bytes are a file. */
function canBeMalformed(mediaType: string): boolean {
  const type = concreteMediaType(mediaType)
  return isJson(type) || isForm(type) || isText(type) || isMultipart(type) || isXml(type)
}

function addExamples(add: Add, operation: Operation, content: Content, description: Description): void {
  for (const [name, { value }] of Object.entries(content.object.examples ?? {})) {
    const isInvalid =
      content.schema !== undefined &&
      canEncode(content) &&
      !schemasOf(description.document).mayBeValid(content.schema, value)
    const needs = isInvalid ? 'is not valid against its own schema' : NEEDS_SUCCESS
    add(
      ruleIds.example(operation, name),
      `The example \`${name}\` is accepted.`,
      joinPointer(content.pointer, 'examples', name),
      value === undefined ? 'has no `value`' : needs,
    )
  }
}

const NO_XML_VALUES =
  'in XML the contract leaves out required elements only: how a server reads other invalid values is its choice'

function addKeywords(add: Add, operation: Operation, content: Content, description: Description): void {
  const { document } = description
  const { schema } = content
  if (schema === undefined) return
  const needs = isXml(content.mediaType) ? NO_XML_VALUES : needsOf(description, { content: [content] })
  const requirements = keywordRequirements(document, schema, 'readOnly')
  // In a form every value is text. Only brackets can make another structure.
  const isTexts = isForm(content.mediaType) || isMultipart(content.mediaType)
  // All bytes are a file.
  const files = isMultipart(content.mediaType) ? fileTypesOf(document, content) : new Map<string, string>()
  const isUntestable = ({ keyword, path }: KeywordRequirement): boolean =>
    (isTexts && keyword === 'type' && (path.length === 0 || path.at(-1) === '[]')) ||
    (files.has(path[0] ?? '') && keyword !== 'required') ||
    isBinaryType(content.mediaType)
  for (const requirement of requirements.filter((one) => !isUntestable(one))) {
    const reason = reasonUnchecked(document, requirement.pointer) ?? needs
    add(ruleIds.bodyKeyword(operation, requirement), `Body: ${requirement.text}`, requirement.pointer, reason)
  }
  const isClosed = requirements.some(
    ({ keyword, path }) => /^(?:additional|unevaluated)Properties$/.test(keyword) && path.length === 0,
  )
  if (isClosed || isBinaryType(content.mediaType) || jsonTypesOf(document, schema)?.has('object') === false)
    return
  add(
    ruleIds.body(operation, 'unknown-properties'),
    'Properties that are not described are ignored.',
    schema,
    needs,
  )
}

/** Returns the reason for an untested rule of a body. */
function needsOf({ document }: Description, { content }: Pick<RequestBody, 'content'>): string {
  const canMakeBody = content.some((one) => validBody(document, one) !== undefined)
  const types = content.map(({ mediaType }) => mediaType).join(' or ')
  return canMakeBody ? NEEDS_SUCCESS : `no ${types} body could be made: give it an example`
}
