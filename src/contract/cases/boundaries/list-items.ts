import { get, joinPointer } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { withValue } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import type { CaseInput } from '../case-factory.ts'
import { validExamples } from '../idempotency/bodies.ts'

/**
 * Puts an item of a named example before the invalid item of a list: a server may look at the first item only, or at any
 * valid one. Such an item must be accepted, while a generated one may name what the server does not have.
 */
export function afterKnownItem(input: CaseInput, content: Content): (sample: Sample) => Sample {
  const { schema } = content
  const examples = validExamples(input, content)
  return (sample) => {
    const { valid, keys, value } = sample
    const listKeys = keys.slice(0, -1)
    const pointer = joinPointer('', ...listKeys)
    const list = get(value, pointer)
    if (valid || schema === undefined || keys.at(-1) !== '0' || !Array.isArray(list) || list.length !== 1)
      return sample
    const [first, second] = examples.map((example) => get(example, pointer)).find(isFilled) ?? []
    if (second === undefined) return sample
    const listSample = { ...sample, keys: listKeys }
    const isTwoAllowed = input.schemas.isDefinitelyValid(schema, withValue(listSample, [first, second]))
    if (!isTwoAllowed) return sample
    return {
      ...sample,
      keys: [...listKeys, '1'],
      value: withValue(listSample, [first, ...(list as unknown[])]),
    }
  }
}

function isFilled(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0
}
