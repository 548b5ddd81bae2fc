import { joinPointer } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { shapeOf } from '../../../schema/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { raw } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import type { ValidPayloads } from './payload.ts'
import { POLLUTED, pollutionCase } from './pollution.ts'
import { toleratedCase } from './tolerated.ts'

/** Forms that a server may accept or reject, because no standard says that they are malformed. */
const FORMS: readonly (readonly [string, string | Uint8Array])[] = [
  ['an invalid percent escape', 'a=%'],
  ['an open bracket', 'a[=1'],
  ['brackets in brackets', 'a[[b]]=1'],
  ['only ampersands', '&&&'],
  ['only an equals sign', '='],
  ['invalid UTF-8', Buffer.from([0x61, 0x3d, 0xc3, 0x28])],
  ['a percent-encoded NUL', 'a=%00'],
  ['1,000 levels deep', `a${'[b]'.repeat(1000)}=1`],
  ['1 MiB', `a=${'x'.repeat(1 << 20)}`],
  ['the same key twice', 'a=1&a=2'],
  ['a key without a value', 'a'],
  ['a value without a key', '=a'],
  ['ampersands at both ends', '&a=1&'],
  ['a semicolon for an ampersand', 'a=1;b=2'],
  ['a key that is a value and a record', 'a=1&a[b]=2'],
  ['a key that is a list and a record', 'a[]=1&a[b]=2'],
  ['a huge index', 'a[4294967295]=1'],
  ['a key that ends with a bracket', 'a]=1'],
  ['an encoded equals sign', 'a%3Db=1'],
]

const POLLUTING: readonly (readonly [string, string])[] = [
  ['a __proto__ key', `__proto__[${POLLUTED}]=1`],
  ['a __proto__ key in a record', `a[__proto__][${POLLUTED}]=1`],
  ['a constructor key', `constructor[prototype][${POLLUTED}]=1`],
]

/** Makes the cases with forms that a server may accept or reject, with each described property without a value too. */
export function formCases(
  { operation, description }: CaseInput,
  { mediaType, schema }: Content,
  { full: { contentType } }: ValidPayloads,
): Case[] {
  const rule = ruleIds.malformedBody(operation, mediaType)
  const names = schema === undefined ? [] : [...shapeOf(description.document, schema).properties.keys()]
  return [
    ...FORMS.map(([name, text]) => toleratedCase(operation, name, rule, raw(contentType, text))),
    ...POLLUTING.map(([name, text]) => pollutionCase(operation, name, rule, raw(contentType, text))),
    ...names.map((name) =>
      toleratedCase(
        operation,
        `\`${name}\` without a value`,
        rule,
        raw(contentType, `${encodeURIComponent(name)}=`),
        ['enum', 'minLength', 'pattern', 'type', 'format', 'required'].map((keyword) => ({
          in: 'body',
          pointer: joinPointer('', name),
          keyword,
        })),
      ),
    ),
  ]
}
