import { get, joinPointer } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { keywordDemands } from '../keyword-rules.ts'
import type { KeywordDemand } from '../keyword-rules.ts'
import { essence } from '../payload.ts'
import { NEEDS_SUCCESS } from './add.ts'
import type { AddRules } from './add.ts'

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
    NEEDS_SUCCESS,
  )
  for (const content of body.content) {
    add(
      `${id}/body/${content.mediaType}`,
      `A body of ${content.mediaType} is accepted.`,
      content.pointer,
      NEEDS_SUCCESS,
    )
    add(
      `${id}/body/${content.mediaType}/malformed`,
      `A malformed ${content.mediaType} body is refused, and breaks nothing.`,
      content.pointer,
      NEEDS_SUCCESS,
    )
    for (const name of Object.keys(content.object.examples ?? {})) {
      add(
        `${id}/examples/${name}`,
        `The example \`${name}\` is accepted.`,
        joinPointer(content.pointer, 'examples', name),
        NEEDS_SUCCESS,
      )
    }
    const closed = keywordDemands(description.document, `${content.pointer}/schema`, 'readOnly')
    // In a form everything is text: only brackets can say another structure.
    const isForm = essence(content.mediaType) === 'application/x-www-form-urlencoded'
    const untestable = (demand: KeywordDemand): boolean =>
      demand.keyword === 'type' && (demand.path.length === 0 || demand.path.at(-1) === '[]')
    for (const demand of closed.filter((one) => !isForm || !untestable(one))) {
      add(bodyRuleId(operation, demand), `Body: ${demand.text}`, demand.pointer, NEEDS_SUCCESS)
    }
    if (
      !closed.some(
        (demand) => /^(?:additional|unevaluated)Properties$/.test(demand.keyword) && demand.path.length === 0,
      )
    ) {
      add(
        `${id}/body/unknown-properties`,
        'Properties that are not described are ignored.',
        `${content.pointer}/schema`,
        NEEDS_SUCCESS,
      )
    }
  }
}

/** The rule of a keyword in a request's body. */
export function bodyRuleId(
  operation: Operation,
  demand: { keyword: string; path: readonly string[] },
): string {
  const path = demand.path.length === 0 ? '' : `/${demand.path.join('.')}`
  return `${operation.id}/body${path}/${demand.keyword}`
}
