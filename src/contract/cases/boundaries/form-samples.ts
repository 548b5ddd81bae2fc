import type { Content } from '../../../description/index.ts'
import { encodingStyle, readsBrackets } from '../../../serialization/index.ts'
import { withValue } from '../../../schema/index.ts'
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
  for (const key of sample.keys) value = (value as Record<string, unknown> | undefined)?.[key]
  const isItem = sample.path.at(-1) === '[]'
  const inBrackets = encodingStyle(object.encoding, sample.path[0] ?? '')?.name === 'deepObject'
  if (sample.valid || sample.keyword !== 'type') return value !== null && (value !== '' || isItem)
  if (Array.isArray(value))
    return value.length > 0 && inBrackets && !schemas.mayBeValid(schema, withValue(sample, value[0]))
  return typeof value === 'object' ? value !== null && readsBrackets(object.encoding) : value === 'text'
}
