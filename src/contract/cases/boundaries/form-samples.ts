import { get, joinPointer } from '../../../description/index.ts'
import type { Content, RequestViolation } from '../../../description/index.ts'
import { canCarryBody, encode, encodingStyle, readsBrackets } from '../../../serialization/index.ts'
import { simplest, withValue } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import type { CaseInput } from '../case-factory.ts'

/**
 * Returns whether a form can represent a sample. In a form every value is text, so only brackets can violate a type, and
 * only if the server reads brackets. A list without brackets is the same text as its item: no list was sent.
 */
export function isFormRepresentable(
  { schemas }: CaseInput,
  { object, schema = '' }: Content,
  sample: Sample,
): boolean {
  let value = sample.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  // An empty list has no fields: its property is missing.
  if (Object.values(value).some((child) => Array.isArray(child) && child.length === 0)) return false
  if (Object.entries(value).some(([name, child]) => isUndefinedInForms(child, object.encoding, name)))
    return false
  for (const key of sample.keys) value = (value as Record<string, unknown> | undefined)?.[key]
  const isItem = sample.path.at(-1) === '[]'
  const style = encodingStyle(object.encoding, sample.path[0] ?? '')?.name
  const inBrackets = style === 'deepObject'
  if (sample.valid || sample.keyword !== 'type') return value !== null && (value !== '' || isItem)
  if (Array.isArray(value))
    return value.length > 0 && inBrackets && !schemas.mayBeValid(schema, withValue(sample, value[0]))
  // With separators, such as those of `spaceDelimited`, a record is the same text as a list.
  const showsRecords = style === undefined || inBrackets || style === 'json'
  if (typeof value === 'object') return value !== null && showsRecords && readsBrackets(object.encoding)
  return value === 'text' && !schemas.mayBeValid(schema, withValue(sample, [value]))
}

/** Whether OpenAPI does not define how a form carries a value: a list in a list. */
function isUndefinedInForms(value: unknown, encoding: Content['object']['encoding'], name: string): boolean {
  const style = encodingStyle(encoding, name)?.name
  return Array.isArray(value) && value.some(Array.isArray) && style !== 'json' && style !== 'deepObject'
}

/**
 * Returns what else is wrong with the form of an invalid sample: where the style of a property has no brackets, `a[b]` may
 * also be the name of an unknown property, and `a[]` a list in place of a text.
 */
export function otherViolations({ object }: Content, { path, keys, value }: Sample): RequestViolation[] {
  const [name] = path
  const sent: unknown = get(value, joinPointer('', ...keys))
  const isRecord = typeof sent === 'object' && sent !== null && !Array.isArray(sent)
  const lists = Object.keys(Object(value) as object).filter((key) => key.endsWith('[]'))
  if (path.length === 0 && lists.length > 0)
    return lists.map((key) => ({ in: 'body', pointer: joinPointer('', key.slice(0, -2)), keyword: 'type' }))
  const isUnknownName = isRecord && name !== undefined && encodingStyle(object.encoding, name) === undefined
  return isUnknownName ? [{ in: 'body', pointer: '', keyword: 'additionalProperties' }] : []
}

/**
 * Returns an invalid sample with at least one field: where a body is optional, a form without fields is also a request
 * without a body. Undefined if there is no such sample.
 */
export function withFields(
  { description: { document }, operation, schemas }: CaseInput,
  content: Content,
  sample: Sample,
): Sample | undefined {
  const { schema = '' } = content
  if (sample.valid || operation.body?.required === true || encode(content, sample.value).bytes.length > 0)
    return sample
  const [name] = sample.path
  const full = Object.entries(Object(simplest(document, schema, { full: true })) as object)
  const others = Object.fromEntries(full.filter(([key]) => key !== name))
  const value = { ...others, ...(sample.value as object) }
  const isUsable = canCarryBody(document, content, value) && !schemas.mayBeValid(schema, value)
  const isInvalidOnlyThere = schemas.mayBeValid(schema, {
    ...(simplest(document, schema) as object),
    ...others,
  })
  return isUsable && isInvalidOnlyThere ? { ...sample, value } : undefined
}
