import { get, isRange, joinPointer, parsePointer } from '../../description/index.ts'
import type { Description, Operation, Response } from '../../description/index.ts'
import { keywordRequirements } from './schema-keywords.ts'
import type { KeywordRequirement } from './schema-keywords.ts'
import { isReadable } from '../http/body.ts'
import { schemasOf } from '../../schema/index.ts'
import { UNSUPPORTED_KEYWORD } from './add.ts'
import type { Add, AddRules } from './add.ts'

/**
 * One documented answer: its status, media types, headers and criteria, and each keyword of its schema.
 *
 * @param addKeyword for the keywords, which a check finds again by their pointers
 */
export function responseRules(
  add: Add,
  addKeyword: Add,
  operation: Operation,
  response: Response,
  description: Description,
): void {
  const prefix = `${operation.id}/responses/${response.status}`
  const needs = `needs an answer ${response.status}${/^(429|5)/.test(response.status) ? `: \`provoke\` in the fixture module for ${response.status}` : ''}`
  add(
    prefix,
    `The answer ${response.status}: ${firstSentence(response.object.description)}`,
    response.pointer,
    needs,
  )
  const needsBody = operation.method === 'HEAD' ? 'an answer to HEAD has no body' : needs
  for (const content of response.content) {
    add(
      `${prefix}/${content.mediaType}`,
      `The answer ${response.status} is ${content.mediaType}.`,
      content.pointer,
      needsBody,
    )
    const isCheckable = isReadable(content.mediaType) || isRange(content.mediaType)
    if (!isCheckable || content.schema === undefined) continue
    for (const demand of keywordRequirements(description.document, content.schema, 'writeOnly')) {
      const isNullable = demand.keyword === 'type' && types(description, demand).includes('null')
      const below =
        demand.path.length === 0
          ? needsBody
          : `needs an answer with \`${demand.path.join('.')}\`${isNullable ? ' that is not null' : ''}`
      const how = schemasOf(description.document).isChecked(demand.pointer) ? below : UNSUPPORTED_KEYWORD
      addKeyword(schemaRuleId(description, demand, `${prefix}/body`), demand.text, demand.pointer, how)
    }
  }
  for (const { name, object, pointer } of response.headers) {
    const isRequired = object.required === true
    add(
      `${prefix}/headers/${name}`,
      `The answer ${response.status} has the header \`${name}\`${isRequired ? '' : ', where it has it, valid'}.`,
      pointer,
      isRequired ? needs : `needs an answer ${response.status} with the header \`${name}\``,
    )
  }
  for (const [index, criterion] of (response.object['x-criteria'] ?? []).entries()) {
    add(
      `${prefix}/criteria/${index + 1}`,
      criterion.description ?? criterion.condition,
      joinPointer(response.pointer, 'x-criteria', index),
      needs,
    )
  }
}

/** What every answer to every request keeps. */
export const alwaysRules: AddRules = (add, operation) => {
  const { id, responses } = operation
  const pointer = `${operation.pointer}/responses`
  const needs = responses.length === 0 ? 'no answer is described' : 'needs an answer'
  add(`${id}/responses`, 'Every answer has a documented status.', pointer, needs)
  add(`${id}/no-server-error`, 'No request makes the server fail.', pointer, 'needs an answer')
  add(
    `${id}/no-leak`,
    'No answer holds a secret of the request or a stack trace.',
    pointer,
    'needs an answer',
  )
}

function types({ document }: Description, { pointer }: KeywordRequirement): unknown[] {
  return [get(document, pointer)].flat()
}

/** `schemas/Error/code/type` in a component; below its response elsewhere. */
function schemaRuleId(description: Description, demand: KeywordRequirement, prefix: string): string {
  const tokens = parsePointer(demand.pointer)
  const component = tokens[0] === 'components'
  const start = component ? 3 : tokens.indexOf('schema') + 1
  const root = component ? `schemas/${tokens[2] ?? ''}` : prefix
  const below = tokens
    .slice(start)
    .filter((token, index, all) => token !== 'properties' || all[index - 1] === 'properties')
  const last = below.at(-1)
  if (below.at(-2) === 'required' && /^\d+$/.test(last ?? '')) {
    below.splice(-1, 1, String(get(description.document, demand.pointer)))
  }
  return [root, ...below].join('/')
}

function firstSentence(text: string): string {
  return /^[^\n]*?\.(?=\s|$)/.exec(text.trim())?.[0] ?? text.trim().split('\n')[0] ?? ''
}
