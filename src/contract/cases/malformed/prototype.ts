import type { Content } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { raw } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { validCase } from '../case-factory.ts'
import type { ValidPayload } from './payload.ts'

/** Unknown properties that may pollute the prototype of an object (CWE-1321). */
const PROTOTYPE_KEYS: readonly (readonly [string, string])[] = [
  ['a __proto__ key', '"__proto__":{"a":"polluted"}}'],
  ['a constructor key', '"constructor":{"prototype":{"a":"polluted"}}}'],
  ['a toString key', '"toString":1,"hasOwnProperty":2}'],
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
  return PROTOTYPE_KEYS.map(([name, end]) => [name, `${start}${end}`] as const)
    .filter(([, body]) => schemas.mayBeValid(schema, JSON.parse(body)))
    .map(([name, body]) =>
      validCase({
        family: 'malformed',
        operation,
        name,
        rules: [rule],
        plan: { body: raw(contentType, body, value) },
      }),
    )
}
