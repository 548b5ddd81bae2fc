import { get, isRange, joinPointer, parsePointer } from '../../description/index.ts'
import type { Content, Description, Operation, Response } from '../../description/index.ts'
import { keywordRequirements, writeOnlyProperties } from './schema-keywords.ts'
import type { KeywordRequirement } from './schema-keywords.ts'
import { isReadable } from '../http/body.ts'
import { canBeProvoked, needsProvoke, reasonUnchecked } from './add.ts'
import type { Add, AddRules } from './add.ts'
import { ruleIds } from './ids.ts'
import type { RuleId } from './ids.ts'

/**
 * Adds the rules for one documented response: status code, media types, headers, criteria and schema keywords.
 *
 * @param addKeyword adds a rule that a check finds again by its pointer
 */
export function responseRules(
  add: Add,
  addKeyword: Add,
  operation: Operation,
  response: Response,
  description: Description,
): void {
  const { status } = response
  const needs = canBeProvoked(status) ? needsProvoke(status) : `needs a response ${status}`
  add(
    ruleIds.response(operation, status),
    `The response ${status}: ${firstSentence(response.object.description)}`,
    response.pointer,
    needs,
  )
  // No request asks for a server error. So the schema of its body is one rule, that of the media type.
  const isServerError = status.startsWith('5')
  const needsBody = operation.method === 'HEAD' ? 'a response to HEAD has no body' : needs
  for (const content of response.content) {
    add(
      ruleIds.responseMediaType(operation, status, content.mediaType),
      `The response ${status} is ${content.mediaType}${isServerError && content.schema !== undefined ? ' and valid for its schema' : ''}.`,
      content.pointer,
      needsBody,
    )
    if (!isServerError) addKeywords(addKeyword, operation, status, content, description, needsBody)
  }
  addHeaders(add, operation, response, needs)
  for (const [index, criterion] of (response.object['x-criteria'] ?? []).entries()) {
    add(
      ruleIds.criterion(operation, status, index),
      criterion.description ?? criterion.condition,
      joinPointer(response.pointer, 'x-criteria', index),
      needs,
    )
  }
}

function addHeaders(add: Add, operation: Operation, { status, headers }: Response, needs: string): void {
  for (const { name, object, pointer } of headers) {
    const isRequired = object.required === true
    add(
      ruleIds.responseHeader(operation, status, name),
      isRequired
        ? `The response ${status} has the header \`${name}\`.`
        : `The header \`${name}\` of the response ${status} is valid if present.`,
      pointer,
      isRequired ? needs : `needs a response ${status} with the header \`${name}\``,
    )
  }
}

function addKeywords(
  add: Add,
  operation: Operation,
  status: string,
  { mediaType, schema }: Content,
  description: Description,
  needsBody: string,
): void {
  if (schema === undefined || !(isReadable(mediaType) || isRange(mediaType))) return
  const { document } = description
  for (const requirement of keywordRequirements(document, schema, 'writeOnly')) {
    const { keyword, path, pointer, text } = requirement
    const isNullable = keyword === 'type' && [get(document, pointer)].flat().includes('null')
    const needs =
      path.length === 0
        ? needsBody
        : `needs a response with \`${path.join('.')}\`${isNullable ? ' that is not null' : ''}`
    const id = keywordId(description, requirement, operation, status)
    add(id, text, pointer, reasonUnchecked(document, pointer) ?? needs)
  }
  for (const property of writeOnlyProperties(document, schema)) {
    const text = `\`${property.path.join('.')}\` is writeOnly: no response contains it.`
    add(keywordId(description, property, operation, status), text, property.pointer, needsBody)
  }
}

/** Adds the rules for every response to every request. */
export const everyResponseRules: AddRules = (add, operation) => {
  const pointer = `${operation.pointer}/responses`
  add(
    ruleIds.everyResponse(operation, 'responses'),
    'Every response has a documented status code.',
    pointer,
    operation.responses.length === 0 ? 'no response is described' : 'needs a response',
  )
  add(
    ruleIds.everyResponse(operation, 'no-server-error'),
    'No request causes a server error.',
    pointer,
    'needs a response',
  )
  add(
    ruleIds.everyResponse(operation, 'no-leak'),
    'No response contains a secret of the request or a stack trace.',
    pointer,
    'needs a response',
  )
}

const knownIds = new WeakMap<object, Map<string, RuleId>>()

/** Returns `schemas/Error/code/type` for a keyword in a component, and an id below the response for any other. */
function keywordId(
  description: Description,
  requirement: Pick<KeywordRequirement, 'pointer'>,
  operation: Operation,
  status: string,
): RuleId {
  // Hundreds of responses may have the same component.
  const ids = knownIds.get(description.document) ?? new Map<string, RuleId>()
  knownIds.set(description.document, ids)
  const known = ids.get(requirement.pointer)
  if (known !== undefined) return known
  const id = makeKeywordId(description, requirement, operation, status)
  if (requirement.pointer.startsWith('/components/')) ids.set(requirement.pointer, id)
  return id
}

function makeKeywordId(
  { document }: Description,
  { pointer }: Pick<KeywordRequirement, 'pointer'>,
  operation: Operation,
  status: string,
): RuleId {
  const tokens = parsePointer(pointer)
  const isComponent = tokens[0] === 'components'
  const start = isComponent ? 3 : tokens.indexOf('schema') + 1
  const below = tokens
    .slice(start)
    .filter((token, index, all) => token !== 'properties' || all[index - 1] === 'properties')
  const last = below.at(-1)
  if (below.at(-2) === 'required' && /^\d+$/.test(last ?? '')) {
    below.splice(-1, 1, String(get(document, pointer)))
  }
  return isComponent
    ? ruleIds.componentKeyword(tokens[2] ?? '', below)
    : ruleIds.responseKeyword(operation, status, below)
}

function firstSentence(text: string): string {
  return /^[^\n]*?\.(?=\s|$)/.exec(text.trim())?.[0] ?? text.trim().split('\n')[0] ?? ''
}
