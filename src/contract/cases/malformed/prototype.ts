import type { Content } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { raw } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { validCase } from '../case-factory.ts'
import { toleratedCase } from './tolerated.ts'
import type { ValidPayload } from './payload.ts'

/** An unknown property that a server may get wrong. */
interface PrototypeKey {
  readonly name: string
  /** The text from this property to the end of the body. */
  readonly end: string
  /** Whether parsers reject it for safety, by default. */
  readonly isRejectedByParsers: boolean
}

/** Unknown properties that may pollute the prototype of an object (CWE-1321). */
const PROTOTYPE_KEYS: readonly PrototypeKey[] = [
  { name: 'a __proto__ key', end: '"__proto__":{"a":"polluted"}}', isRejectedByParsers: true },
  {
    name: 'a constructor key',
    end: '"constructor":{"prototype":{"a":"polluted"}}}',
    isRejectedByParsers: true,
  },
  { name: 'a toString key', end: '"toString":1,"hasOwnProperty":2}', isRejectedByParsers: false },
]

/** Makes the cases with keys that JavaScript servers may get wrong. */
export function prototypeCases(
  { operation, book, schemas }: CaseInput,
  { schema }: Content,
  { bytes, contentType, value }: ValidPayload,
): Case[] {
  const rule = ruleIds.body(operation, 'unknown-properties')
  const text = bytes.toString()
  if (schema === undefined || !book.has(rule) || !text.endsWith('}')) return []
  const start = text === '{}' ? '{' : `${text.slice(0, -1)},`
  return PROTOTYPE_KEYS.filter(({ end }) => schemas.mayBeValid(schema, JSON.parse(`${start}${end}`))).map(
    ({ name, end, isRejectedByParsers }) => {
      const body = raw(contentType, `${start}${end}`, value)
      return isRejectedByParsers
        ? toleratedCase(operation, name, rule, body)
        : validCase({ family: 'malformed', operation, name, rules: [rule], plan: { body } })
    },
  )
}
