import type { Content } from '../../../description/index.ts'
import { jsonTypesOf, shapeOf } from '../../../schema/index.ts'
import { isWellFormedXml, raw } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { invalidCase } from '../case-factory.ts'
import { ifReadsXml, withOtherEnd } from '../reads-xml.ts'
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
  const { document } = description
  const isRead = schema !== undefined && jsonTypesOf(document, schema)?.has('string') === false
  const required = schema === undefined ? [] : shapeOf(document, schema).required
  const bodyOf = (bytes: string | Buffer): Payload => raw(contentType, bytes)
  const tolerated = (name: string, bytes: string | Buffer): Case =>
    toleratedCase(operation, `XML: ${name}`, rule, bodyOf(bytes))
  const rejected = (name: string, bytes: string): Case =>
    invalidCase({
      family: 'malformed',
      operation,
      name: `XML: ${name}`,
      rules: [rule],
      violation: { in: 'body', keyword: 'malformed' },
      control: { body: valid },
      plan: { body: bodyOf(bytes) },
    })
  const texts = malformedTexts(text)
  return [
    ...Object.entries(notXml(text, required)).map(([name, bytes]) =>
      isRead ? rejected(name, bytes) : tolerated(name, bytes),
    ),
    ...texts
      .filter(([, malformed]) => isRead && !isWellFormedXml(malformed))
      .map(([name, malformed]) => ifReadsXml(rejected(name, malformed), valid)),
    ...texts
      .filter(([, malformed]) => !isRead || isWellFormedXml(malformed))
      .map(([name, malformed]) => tolerated(name, malformed)),
    ...toleratedTexts(text).map(([name, odd]) => tolerated(name, odd)),
  ]
}

/** Returns bodies in which no reader of XML finds an element, or a required one. */
function notXml(text: string, required: readonly string[]): Readonly<Record<string, string>> {
  const cut = /<[\p{L}_]/u.exec(text)
  return {
    'no element': 'nonsense',
    JSON: '{"a":"b"}',
    ...(required.length > 0 && cut !== null && { 'cut in its first tag': text.slice(0, cut.index + 2) }),
  }
}

function malformedTexts(text: string): [string, string][] {
  return [
    ['truncated', text.trimEnd().slice(0, -1)],
    ['an end tag of another name', withOtherEnd(text)],
    ['two documents', `${text}${text.replace(/^<\?[^]*?\?>/, '')}`],
    ['a bare ampersand', text.replace(/<\/[^>]*>\s*$/, (end) => ` & ${end}`)],
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
