import type { Content } from '../../../description/index.ts'
import { readsBrackets } from '../../../serialization/index.ts'
import { withValue } from '../../generate/sample.ts'
import type { Sample } from '../../generate/sample.ts'
import type { CaseInput } from '../case-factory.ts'

/**
 * In a form everything is text: a type is broken only where its brackets say another structure to whoever reads
 * brackets, and a list of one only where its item is wrong as well.
 */
export function isFormRepresentable(
  { schemas }: CaseInput,
  { object, schema = '' }: Content,
  sample: Sample,
): boolean {
  let value = sample.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  for (const name of sample.path) {
    value = (value as Record<string, unknown> | undefined)?.[name === '[]' ? '0' : name]
  }
  const isItem = sample.path.at(-1) === '[]'
  if (sample.valid || sample.keyword !== 'type') return value !== null && (value !== '' || isItem)
  if (Array.isArray(value))
    return value.length > 0 && !schemas.mayBeValid(schema, withValue(sample, value[0]))
  return typeof value === 'object' ? value !== null && readsBrackets(object.encoding) : value === 'text'
}
