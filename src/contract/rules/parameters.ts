import { get, joinPointer } from '../../description/index.ts'
import { namesResource } from '../answers.ts'
import { ASSERTIONS, keywordDemands } from '../keyword-rules.ts'
import type { KeywordDemand } from '../keyword-rules.ts'
import { NEEDS_SUCCESS } from './add.ts'
import type { ParameterPlace } from '../../description/index.ts'
import type { AddRules } from './add.ts'

/** Each parameter: a valid value is accepted, and each keyword of its schema holds. */
export const parameterRules: AddRules = (add, operation, description) => {
  for (const { object, pointer } of operation.parameters) {
    const place = `${operation.id}/${object.in}.${object.name}`
    const known = operation.refusals.some(
      ({ name, keyword }) => name === object.name && keyword === 'unknown',
    )
    add(
      `${place}/accepted`,
      `${object.in} \`${object.name}\`: a valid value is accepted.`,
      pointer,
      known && object.in !== 'path'
        ? 'needs a value that this server knows, which no description can name'
        : NEEDS_SUCCESS,
    )
    if (object.in === 'path') {
      if (namesResource(operation)) {
        add(`${place}/unknown`, `An unknown \`${object.name}\` is refused.`, pointer, NEEDS_SUCCESS)
      }
      add(`${place}/odd`, `An odd \`${object.name}\` breaks nothing.`, pointer, NEEDS_SUCCESS)
    } else if (object.required === true) {
      add(
        `${place}/required`,
        `${object.in} \`${object.name}\` is required.`,
        joinPointer(pointer, 'required'),
        NEEDS_SUCCESS,
      )
    }
    const unknown = operation.refusals.find(
      (refusal) => refusal.in === object.in && refusal.name === object.name && refusal.keyword === 'unknown',
    )
    if (unknown !== undefined && object.in !== 'path') {
      add(
        `${place}/unknown`,
        `${object.in} \`${object.name}\`: a value that names nothing is refused.`,
        unknown.at,
        NEEDS_SUCCESS,
      )
    }
    for (const demand of keywordDemands(description.document, joinPointer(pointer, 'schema'), 'readOnly')) {
      if (!isCarried(demand, get(description.document, demand.pointer), object.in)) continue
      const id = [place, ...demand.path, demand.keyword].join('/')
      add(
        id,
        `${object.in} \`${object.name}\`: ${demand.text.replace(/^the value: /, '')}`,
        demand.pointer,
        NEEDS_SUCCESS,
      )
    }
  }
}

/** Keywords that text in a parameter can break. */
const CARRIED: readonly string[] = [...ASSERTIONS.string, ...ASSERTIONS.number, 'enum', 'const']

/** Whether a parameter can break a keyword: all is text there, and text is an array of one. */
function isCarried({ keyword, path }: KeywordDemand, value: unknown, place: ParameterPlace): boolean {
  if (place === 'path') {
    // An empty segment is another path, and beyond the largest safe integer there is nothing to send.
    if (path.length > 0 || (keyword === 'minLength' && Number(value) < 2)) return false
    if (keyword === 'maximum' && Number(value) >= Number.MAX_SAFE_INTEGER) return false
  }
  if (path.length > 1 || (path.length === 1 && path[0] !== '[]')) return false
  if (CARRIED.includes(keyword)) return true
  if (path.length > 0) return false
  if (keyword === 'type') return ['integer', 'number', 'boolean'].includes(String(value))
  return keyword === 'maxItems' || keyword === 'uniqueItems' || (keyword === 'minItems' && Number(value) > 1)
}
