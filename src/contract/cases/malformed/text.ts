import type { Content } from '../../../description/index.ts'
import { raw } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import type { ValidPayload } from './payload.ts'
import { toleratedCase } from './tolerated.ts'

/** Makes the cases with texts that a server may accept or reject: no standard says which bytes a text has. */
export function textCases(
  { operation }: CaseInput,
  { mediaType }: Content,
  { bytes, contentType }: ValidPayload,
): Case[] {
  const rule = ruleIds.malformedBody(operation, mediaType)
  const texts: [string, Buffer][] = [
    ['invalid UTF-8', Buffer.concat([bytes, Buffer.from([0xc3, 0x28])])],
    ['only invalid UTF-8', Buffer.from([0xff, 0xfe, 0xfd])],
    ['a NUL', Buffer.concat([bytes, Buffer.from([0])])],
  ]
  const violations = ['type', 'enum', 'format', 'pattern', 'maxLength'].map((keyword) => ({
    in: 'body' as const,
    pointer: '',
    keyword,
  }))
  return texts.map(([name, text]) => toleratedCase(operation, name, rule, raw(contentType, text), violations))
}
