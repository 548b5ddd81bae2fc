import { get, joinPointer } from '../../description/index.ts'
import type { Description, OpenAPIDocument, Operation, Parameter } from '../../description/index.ts'
import { isId } from '../expected/identifies.ts'
import { wronglySeparated } from '../generate/separators.ts'
import { keywordRequirements } from './schema-keywords.ts'
import type { KeywordRequirement } from './schema-keywords.ts'
import { ASSERTIONS, jsonTypesOf, schemasOf } from '../../schema/index.ts'
import { isDelimited, mayHaveNoFields, styleOf } from '../../serialization/index.ts'
import { NEEDS_SUCCESS, reasonUnchecked } from './add.ts'
import type { Add, AddRules } from './add.ts'
import { ruleIds } from './ids.ts'

const NOT_DELIMITED = 'cannot be separated from its neighbor in the path'
const NO_FIELDS = 'an object without properties is valid, and is sent as nothing'

/** Adds the rules for each parameter and for each keyword of its schema. */
export const parameterRules: AddRules = (add, operation, description, { hasFixtures }) => {
  for (const parameter of operation.parameters) {
    const { in: location, name } = parameter.object
    if (location === 'path')
      addPathParameter(add, operation, parameter, isId(description, operation, name, hasFixtures))
    else addOtherParameter(add, operation, parameter, description)
    addKeywords(add, operation, parameter, description)
  }
}

function addPathParameter(
  add: Add,
  operation: Operation,
  { object, pointer }: Parameter,
  isUnknownRejected: boolean,
): void {
  const { name } = object
  add(
    ruleIds.parameter(operation, object, 'accepted'),
    `path \`${name}\`: a valid value is accepted.`,
    pointer,
    NEEDS_SUCCESS,
  )
  if (isUnknownRejected) {
    add(
      ruleIds.parameter(operation, object, 'unknown'),
      `An unknown \`${name}\` is rejected.`,
      pointer,
      isDelimited(operation.path, name) ? NEEDS_SUCCESS : NOT_DELIMITED,
    )
  }
  add(
    ruleIds.parameter(operation, object, 'odd'),
    `An odd \`${name}\` breaks nothing.`,
    pointer,
    NEEDS_SUCCESS,
  )
}

function addOtherParameter(
  add: Add,
  operation: Operation,
  parameter: Parameter,
  { document }: Description,
): void {
  const { object, pointer } = parameter
  const label = `${object.in} \`${object.name}\``
  const namesSomething = operation.rejections.some(
    ({ name, keyword }) => name === object.name && keyword === 'unknown',
  )
  add(
    ruleIds.parameter(operation, object, 'accepted'),
    `${label}: a valid value is accepted.`,
    pointer,
    namesSomething ? 'needs a value that this server knows, which no description can name' : NEEDS_SUCCESS,
  )
  if (object.required === true) {
    add(
      ruleIds.parameter(operation, object, 'required'),
      `${label} is required.`,
      joinPointer(pointer, 'required'),
      mayHaveNoFields({ document, schemas: schemasOf(document) }, parameter) ? NO_FIELDS : NEEDS_SUCCESS,
    )
  }
  if (object.in === 'query') addQueryText(add, operation, parameter, document)
  const unknown = operation.rejections.find(
    (rejection) =>
      rejection.in === object.in && rejection.name === object.name && rejection.keyword === 'unknown',
  )
  if (unknown === undefined) return
  add(
    ruleIds.parameter(operation, object, 'unknown'),
    `${label}: an unknown value is rejected.`,
    unknown.at,
    NEEDS_SUCCESS,
  )
}

/** Adds the rules for texts in a query that cannot be decoded, and for lists with a wrong separator. */
function addQueryText(add: Add, operation: Operation, parameter: Parameter, document: OpenAPIDocument): void {
  const { object, pointer } = parameter
  add(
    ruleIds.parameter(operation, object, 'odd'),
    `query \`${object.name}\`: text that cannot be decoded breaks nothing.`,
    pointer,
    NEEDS_SUCCESS,
  )
  const separated = wronglySeparated({ document, schemas: schemasOf(document) }, parameter)
  if (separated === undefined) return
  add(
    ruleIds.parameter(operation, object, 'separator'),
    `query \`${object.name}\`: items with a wrong separator are rejected.`,
    pointer,
    typeof separated === 'string' ? separated : NEEDS_SUCCESS,
  )
}

function addKeywords(add: Add, operation: Operation, parameter: Parameter, { document }: Description): void {
  const { object, schema } = parameter
  if (schema === undefined) return
  const isSeparable = object.in !== 'path' || isDelimited(operation.path, object.name)
  for (const requirement of keywordRequirements(document, schema, 'readOnly')) {
    if (!canBeViolated(document, parameter, requirement)) continue
    add(
      ruleIds.parameterKeyword(operation, object, requirement),
      `${object.in} \`${object.name}\`: ${requirement.text.replace(/^the value: /, '')}`,
      requirement.pointer,
      reasonUnchecked(document, requirement.pointer) ?? (isSeparable ? NEEDS_SUCCESS : NOT_DELIMITED),
    )
  }
}

/** Keywords that text in a parameter can violate. */
const TEXT_KEYWORDS: readonly string[] = [...ASSERTIONS.string, ...ASSERTIONS.number, 'enum', 'const']

/** Keywords of a record, if it is clear which fields belong to it. */
const RECORD_KEYWORDS = [
  ...['unevaluatedProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas', 'if'],
  ...['minProperties', 'maxProperties'],
]

const LIST_KEYWORDS = ['maxItems', 'uniqueItems', 'contains', 'items', 'unevaluatedItems']

/** Returns whether a parameter can violate a keyword. Except in JSON every value is text, and text is an array of one. */
function canBeViolated(
  document: OpenAPIDocument,
  parameter: Parameter,
  { keyword, path, pointer }: KeywordRequirement,
): boolean {
  const value = get(document, pointer)
  if (parameter.object.in === 'path') {
    // An empty segment is another path, and a number above the largest safe integer cannot be sent.
    if (path.length > 0 || (keyword === 'minLength' && Number(value) < 2)) return false
    if (keyword === 'maximum' && Number(value) >= Number.MAX_SAFE_INTEGER) return false
  }
  const { name: style, explode } = styleOf(parameter)
  if (style === 'json') return true
  if (path.length > 1) return false
  const isItem = path[0] === '[]'
  const isProperty = path.length === 1 && !isItem
  const isRecord = jsonTypesOf(document, parameter.schema ?? '')?.has('object') === true
  // In the query an exploded property could belong to any parameter.
  const isOneRecord = isRecord && !(style === 'form' && explode)
  if (isProperty && (!isRecord || (path[0] === '*' && !isOneRecord))) return false
  if (TEXT_KEYWORDS.includes(keyword)) return true
  if (keyword === 'required') return true
  if (keyword === 'additionalProperties') return path.length === 0 && !(style === 'form' && explode)
  if (path.length === 0 && isOneRecord && RECORD_KEYWORDS.includes(keyword)) return true
  if (keyword === 'anyOf' || keyword === 'oneOf') return !isItem && isOfScalars(document, pointer, value)
  // A text is an array of one item, so that only its item can violate a type.
  if (keyword === 'type') return ['integer', 'number', 'boolean'].includes(String(value))
  if (isItem) return false
  if (isProperty) return false
  if (keyword === 'minItems') return Number(value) > 1
  return LIST_KEYWORDS.includes(keyword)
}

/** Returns whether all alternatives are scalars of which a text can be none. */
function isOfScalars(document: OpenAPIDocument, pointer: string, alternatives: unknown): boolean {
  return (alternatives as unknown[]).every((_, index) => {
    const types = jsonTypesOf(document, joinPointer(pointer, index))
    return types !== undefined && !types.has('object') && !types.has('array')
  })
}
