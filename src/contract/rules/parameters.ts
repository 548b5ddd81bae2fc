import { get, joinPointer } from '../../description/index.ts'
import type { OpenAPIDocument, Parameter } from '../../description/index.ts'
import { namesResource } from '../expected/expected.ts'
import { ASSERTIONS, keywordRequirements } from './schema-keywords.ts'
import type { KeywordRequirement } from './schema-keywords.ts'
import { schemasOf, jsonTypesOf } from '../../schema/index.ts'
import { isDelimited, styleOf } from '../../serialization/index.ts'
import { UNSUPPORTED_KEYWORD, NEEDS_SUCCESS } from './add.ts'
import type { AddRules } from './add.ts'

/** Each parameter: a valid value is accepted, and each keyword of its schema holds. */
export const parameterRules: AddRules = (add, operation, description) => {
  for (const parameter of operation.parameters) {
    const { object, pointer, schema } = parameter
    const location = `${operation.id}/${object.in}.${object.name}`
    const known = operation.rejections.some(
      ({ name, keyword }) => name === object.name && keyword === 'unknown',
    )
    add(
      `${location}/accepted`,
      `${object.in} \`${object.name}\`: a valid value is accepted.`,
      pointer,
      known && object.in !== 'path'
        ? 'needs a value that this server knows, which no description can name'
        : NEEDS_SUCCESS,
    )
    if (object.in === 'path') {
      if (namesResource(operation)) {
        const needs = isDelimited(operation.path, object.name) ? NEEDS_SUCCESS : NOT_DELIMITED
        add(`${location}/unknown`, `An unknown \`${object.name}\` is refused.`, pointer, needs)
      }
      add(`${location}/odd`, `An odd \`${object.name}\` breaks nothing.`, pointer, NEEDS_SUCCESS)
    } else if (object.required === true) {
      add(
        `${location}/required`,
        `${object.in} \`${object.name}\` is required.`,
        joinPointer(pointer, 'required'),
        NEEDS_SUCCESS,
      )
    }
    const unknown = operation.rejections.find(
      (rejection) =>
        rejection.in === object.in && rejection.name === object.name && rejection.keyword === 'unknown',
    )
    if (unknown !== undefined && object.in !== 'path') {
      add(
        `${location}/unknown`,
        `${object.in} \`${object.name}\`: a value that names nothing is refused.`,
        unknown.at,
        NEEDS_SUCCESS,
      )
    }
    if (schema === undefined) continue
    for (const demand of keywordRequirements(description.document, schema, 'readOnly')) {
      if (!canBeViolated(description.document, parameter, demand)) continue
      const id = [location, ...demand.path, demand.keyword].join('/')
      const isKnown = schemasOf(description.document).isChecked(demand.pointer)
      const needs =
        object.in === 'path' && !isDelimited(operation.path, object.name) ? NOT_DELIMITED : NEEDS_SUCCESS
      add(
        id,
        `${object.in} \`${object.name}\`: ${demand.text.replace(/^the value: /, '')}`,
        demand.pointer,
        isKnown ? needs : UNSUPPORTED_KEYWORD,
      )
    }
  }
}

const NOT_DELIMITED = 'is not told apart from its neighbour in the path'

/** Keywords that text in a parameter can break. */
const TEXT_KEYWORDS: readonly string[] = [...ASSERTIONS.string, ...ASSERTIONS.number, 'enum', 'const']

/** Whether a parameter can break a keyword: all is text there, and text is an array of one; but for JSON. */
function canBeViolated(
  document: OpenAPIDocument,
  parameter: Parameter,
  { keyword, path, pointer }: KeywordRequirement,
): boolean {
  const value = get(document, pointer)
  const { in: location } = parameter.object
  if (location === 'path') {
    // An empty segment is another path, and beyond the largest safe integer there is nothing to send.
    if (path.length > 0 || (keyword === 'minLength' && Number(value) < 2)) return false
    if (keyword === 'maximum' && Number(value) >= Number.MAX_SAFE_INTEGER) return false
  }
  const { name: style, explode } = styleOf(parameter)
  if (style === 'json') return true
  if (path.length > 1) return false
  const isItem = path[0] === '[]'
  const isProperty = path.length === 1 && !isItem
  const isRecord = jsonTypesOf(document, parameter.schema ?? '')?.has('object') === true
  if (isProperty && (!isRecord || path[0] === '*')) return false
  if (TEXT_KEYWORDS.includes(keyword)) return true
  if (keyword === 'required') return true
  // A property of its own name in the query is nobody's for sure.
  if (keyword === 'additionalProperties') return path.length === 0 && !(style === 'form' && explode)
  if (isItem) return false
  if (keyword === 'type') return ['integer', 'number', 'boolean'].includes(String(value))
  if (isProperty) return false
  return keyword === 'maxItems' || keyword === 'uniqueItems' || (keyword === 'minItems' && Number(value) > 1)
}
