import type { Content } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { raw } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { validCase } from '../case-factory.ts'
import { POLLUTED, pollutionCase } from './pollution.ts'
import type { ValidPayloads } from './payload.ts'

/** Returns texts from an unknown property that JavaScript servers may get wrong to the end of the body. */
function pollutingEnds(inherited: object): [name: string, end: string][] {
  const polluting = { [POLLUTED]: 1 }
  return [
    // A server that copies the body reads described properties from the prototype of its copy.
    ['a __proto__ key', `"__proto__":${JSON.stringify({ ...polluting, ...inherited })}}`],
    ['a constructor key', `"constructor":{"prototype":${JSON.stringify(polluting)}}}`],
  ]
}

const HARMLESS = ['a toString key', '"toString":1,"hasOwnProperty":2}'] as const

/** Makes the cases with keys that JavaScript servers may get wrong. */
export function prototypeCases(
  { operation, book, schemas }: CaseInput,
  { schema }: Content,
  { full, smallest: { bytes, contentType, value } }: ValidPayloads,
): Case[] {
  const rule = ruleIds.body(operation, 'unknown-properties')
  const text = bytes.toString()
  if (schema === undefined || !book.has(rule) || !text.endsWith('}')) return []
  const start = text === '{}' ? '{' : `${text.slice(0, -1)},`
  const isPossible = (end: string): boolean => schemas.mayBeValid(schema, JSON.parse(`${start}${end}`))
  const bodyWith = (end: string): Payload => raw(contentType, `${start}${end}`, value)
  const [name, end] = HARMLESS
  const inherited = Object.fromEntries(
    Object.entries(Object(full.value) as object).filter(
      ([key]) => !Object.hasOwn(Object(value) as object, key),
    ),
  )
  return [
    ...pollutingEnds(inherited)
      .filter(([, one]) => isPossible(one))
      .map(([one, text]) => pollutionCase(operation, one, rule, bodyWith(text))),
    ...(isPossible(end)
      ? [validCase({ family: 'malformed', operation, name, rules: [rule], plan: { body: bodyWith(end) } })]
      : []),
  ]
}
