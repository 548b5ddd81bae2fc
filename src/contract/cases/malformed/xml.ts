import type { Content } from '../../../description/index.ts'
import { jsonTypesOf } from '../../../schema/index.ts'
import { isWellFormedXml, raw } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { invalidCase } from '../case-factory.ts'
import type { ValidPayload } from './payload.ts'
import { toleratedCase } from './tolerated.ts'

/** Makes the cases with XML that is not well-formed, and with XML that a server may reject for safety. */
export function xmlCases(
  { operation, description }: CaseInput,
  { mediaType, schema }: Content,
  valid: ValidPayload,
): Case[] {
  const rule = ruleIds.malformedBody(operation, mediaType)
  const { contentType, bytes } = valid
  const text = bytes.toString()
  // A server that stores a text does not read it.
  const isRead = schema !== undefined && jsonTypesOf(description.document, schema)?.has('string') === false
  return [
    ...malformedTexts(text).map(([name, malformed]) => {
      const body = raw(contentType, malformed)
      if (!isRead || isWellFormedXml(malformed)) return toleratedCase(operation, name, rule, body)
      return invalidCase({
        family: 'malformed',
        operation,
        name: `XML: ${name}`,
        rules: [rule],
        violation: { in: 'body', keyword: 'malformed' },
        control: { body: valid },
        plan: { body },
      })
    }),
    ...toleratedTexts(text).map(([name, odd]) =>
      toleratedCase(operation, `XML: ${name}`, rule, raw(contentType, odd)),
    ),
  ]
}

function malformedTexts(text: string): [string, string][] {
  return [
    ['truncated', text.trimEnd().slice(0, -1)],
    ['no element', 'nonsense'],
    ['an end tag of another name', text.replace(/<\/[^>]*>\s*$/, '</other>')],
    ['two documents', `${text}${text.replace(/^<\?[^]*?\?>/, '')}`],
    ['a bare ampersand', text.replace(/<\/[^>]*>\s*$/, (end) => ` & ${end}`)],
    ['JSON', '{"a":"b"}'],
  ]
}

function toleratedTexts(text: string): [string, string | Buffer][] {
  const root = text.replace(/^\s*<\?[^]*?\?>\s*/, '')
  const levels = Array.from(
    { length: 9 },
    (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
  )
  const inRoot = (inner: string): string => root.replace(/<\/[^>]*>\s*$/, (end) => `${inner}${end}`)
  return [
    ['entities that multiply', `<!DOCTYPE a [<!ENTITY e0 "lol">${levels.join('')}]>${inRoot('&e9;')}`],
    ['an entity of a file', `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>${inRoot('&e;')}`],
    ['10,000 levels deep', inRoot(`${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`)],
    ['invalid UTF-8', Buffer.concat([Buffer.from(root), Buffer.from([0xc3, 0x28])])],
  ]
}
