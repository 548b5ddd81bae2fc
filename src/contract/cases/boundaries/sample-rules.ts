import { joinPointer } from '../../../description/index.ts'
import { partsOf } from '../../../schema/index.ts'
import type { Sample } from '../../../schema/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseInput } from '../case-factory.ts'

/** How often a value with the same fault is sent inside of a value of the same schema. */
const MOST_INNER = 2

/** Returns a function that finds the rule of a sample's keyword. Undefined if the sample needs no case. */
export function sampleRules(input: CaseInput): (sample: Sample) => RuleId | undefined {
  const { operation, book } = input
  const sent = new Map<string, number>()
  return (sample) => {
    const { path, keyword = '', label, valid } = sample
    const own = ruleIds.bodyKeyword(operation, { path, keyword })
    if (book.has(own)) return own
    const outer = valid ? undefined : outerRule(input, sample)
    if (outer === undefined) return alternativeRule(input, sample)
    const fault = `${outer} ${label.replace(/^(?:an item |item \d+ )+/, '')}`
    const count = (sent.get(fault) ?? 0) + 1
    sent.set(fault, count)
    return count > MOST_INNER ? undefined : outer
  }
}

/** Returns the rule of a keyword in a schema that refers to itself: it has the path of the outermost value. */
function outerRule(
  { operation, book, description }: CaseInput,
  { at, path, keyword }: Sample,
): RuleId | undefined {
  if (keyword === undefined) return undefined
  for (const { schema, at: part } of partsOf(description.document, at)) {
    const index = keyword === 'required' ? (schema.required ?? []).indexOf(path.at(-1) ?? '') : -1
    const rule = book.bodyRuleAt(operation, joinPointer(part, keyword, ...(index < 0 ? [] : [index])))
    if (rule !== undefined) return rule
  }
  return undefined
}

/** Returns the rule of the `oneOf` or `anyOf` that a sample is below. */
function alternativeRule({ operation, book }: CaseInput, { path, keyword }: Sample): RuleId | undefined {
  const above = path.map((_, index) => path.slice(0, path.length - 1 - index))
  const candidates = [
    ...(keyword === 'additionalProperties' ? [ruleIds.body(operation, 'unknown-properties')] : []),
    ...[path, ...above].flatMap((location) =>
      ['oneOf', 'anyOf'].map((word) => ruleIds.bodyKeyword(operation, { path: location, keyword: word })),
    ),
  ]
  return candidates.find((id) => book.has(id))
}
