import type { Content } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { raw } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import type { ValidPayload } from './payload.ts'
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
  ['a __proto__ key', '__proto__[a]=polluted'],
  ['a constructor key', 'constructor[prototype][a]=polluted'],
  ['1,000 levels deep', `a${'[b]'.repeat(1000)}=1`],
  ['1 MiB', `a=${'x'.repeat(1 << 20)}`],
  ['the same key twice', 'a=1&a=2'],
]

export function formCases(
  { operation }: CaseInput,
  { mediaType }: Content,
  { contentType }: ValidPayload,
): Case[] {
  const rule = ruleIds.malformedBody(operation, mediaType)
  return FORMS.map(([name, text]) => toleratedCase(operation, name, rule, raw(contentType, text)))
}
