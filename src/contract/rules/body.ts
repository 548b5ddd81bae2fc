import { get, isForm, joinPointer } from '../../description/index.ts'
import type { Content, Description, Operation, RequestBody } from '../../description/index.ts'
import { keywordRequirements } from './schema-keywords.ts'
import type { KeywordRequirement } from './schema-keywords.ts'
import { schemasOf, jsonTypesOf } from '../../schema/index.ts'
import { canEncode, validBody } from '../../serialization/index.ts'
import { attemptsOf } from '../generate/read-only.ts'
import { UNSUPPORTED_KEYWORD, NEEDS_SUCCESS } from './add.ts'
import type { Add, AddRules } from './add.ts'

/** The request's body: its presence, its media types, its examples, and each keyword of its schema. */
export const bodyRules: AddRules = (add, operation, description) => {
  const { id, body } = operation
  if (body === undefined) return
  const required = body.required
  add(
    `${id}/body/${required ? 'required' : 'optional'}`,
    required ? 'A body is required.' : 'The body may be left out.',
    get(description.document, `${body.pointer}/required`) === undefined
      ? body.pointer
      : `${body.pointer}/required`,
    NEEDS_SUCCESS,
  )
  add(
    `${id}/body/contentType`,
    'A body of another media type is refused.',
    `${body.pointer}/content`,
    needsOf(description, body),
  )
  for (const content of body.content) {
    const needs = needsOf(description, { content: [content] })
    add(
      `${id}/body/${content.mediaType}`,
      `A body of ${content.mediaType} is accepted.`,
      content.pointer,
      needs,
    )
    add(
      `${id}/body/${content.mediaType}/malformed`,
      `A malformed ${content.mediaType} body is refused, and breaks nothing.`,
      content.pointer,
      needs,
    )
    exampleRules(add, operation, content, description)
    schemaRules(add, operation, content, description)
  }
  const [attempts] = body.content.flatMap(
    (content) => attemptsOf(operation, content, description.document) ?? [],
  )
  if (attempts === undefined) return
  add(
    readOnlyRuleId(operation),
    'What is read-only in the answer is not taken from a request: it is ignored or refused.',
    attempts.pointer,
    NEEDS_SUCCESS,
  )
}

/** The rule of what an answer calls read-only. */
export function readOnlyRuleId({ id }: Operation): string {
  return `${id}/body/readOnly`
}

function exampleRules(add: Add, { id }: Operation, content: Content, description: Description): void {
  for (const [name, { value }] of Object.entries(content.object.examples ?? {})) {
    const isInvalidExample =
      content.schema !== undefined &&
      canEncode(content) &&
      !schemasOf(description.document).mayBeValid(content.schema, value)
    const needs = isInvalidExample ? 'does not fit its own schema' : NEEDS_SUCCESS
    add(
      `${id}/examples/${name}`,
      `The example \`${name}\` is accepted.`,
      joinPointer(content.pointer, 'examples', name),
      value === undefined ? 'has no value here' : needs,
    )
  }
}

function schemaRules(add: Add, operation: Operation, content: Content, description: Description): void {
  const { document } = description
  const { schema } = content
  if (schema === undefined) return
  const needs = canEncode(content) ? NEEDS_SUCCESS : needsOf(description, { content: [content] })
  const demands = keywordRequirements(document, schema, 'readOnly')
  // In a form everything is text: only brackets can say another structure.
  const isUntestable = (demand: KeywordRequirement): boolean =>
    demand.keyword === 'type' && (demand.path.length === 0 || demand.path.at(-1) === '[]')
  for (const demand of demands.filter((one) => !isForm(content.mediaType) || !isUntestable(one))) {
    const how = schemasOf(document).isChecked(demand.pointer) ? needs : UNSUPPORTED_KEYWORD
    add(bodyRuleId(operation, demand), `Body: ${demand.text}`, demand.pointer, how)
  }
  const isClosed = demands.some(
    ({ keyword, path }) => /^(?:additional|unevaluated)Properties$/.test(keyword) && path.length === 0,
  )
  if (isClosed || jsonTypesOf(document, schema)?.has('object') === false) return
  add(
    `${operation.id}/body/unknown-properties`,
    'Properties that are not described are ignored.',
    schema,
    needs,
  )
}

/** What reaches the rules of a body: nothing, where none could be made. */
function needsOf({ document }: Description, { content }: Pick<RequestBody, 'content'>): string {
  const canMakeBody = content.some((one) => validBody(document, one) !== undefined)
  const types = content.map(({ mediaType }) => mediaType).join(' or ')
  return canMakeBody ? NEEDS_SUCCESS : `no ${types} body could be made: give it an example`
}

/** The rule of a keyword in a request's body. */
export function bodyRuleId(
  operation: Operation,
  demand: { keyword: string; path: readonly string[] },
): string {
  const path = demand.path.length === 0 ? '' : `/${demand.path.join('.')}`
  return `${operation.id}/body${path}/${demand.keyword}`
}
