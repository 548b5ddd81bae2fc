import { rejectionOf } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { parseJson, raw } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { invalidCase } from '../case-factory.ts'
import type { ValidPayload, ValidPayloads } from './payload.ts'
import { toleratedCase } from './tolerated.ts'

type Bytes = string | Uint8Array

/**
 * JSON is UTF-8, but a parser may accept other forms (RFC 8259, sections 8.1 and 9), and those of most frameworks replace
 * invalid bytes. So only a description that says what a malformed body gets forbids it.
 */
const INVALID_UTF8 = 'invalid UTF-8'

/** What a text with replaced bytes may violate. */
const OF_A_TEXT = ['type', 'enum', 'const', 'format', 'pattern', 'maxLength'].map((keyword) => ({
  in: 'body' as const,
  pointer: '',
  keyword,
}))

/** Makes the cases with bodies that are not JSON, and with JSON that a server may reject. */
export function jsonCases(
  { operation }: CaseInput,
  { mediaType }: Content,
  { full, smallest }: ValidPayloads,
): Case[] {
  const rule = ruleIds.malformedBody(operation, mediaType)
  const { contentType } = full
  const otherTexts = new Map(malformedTexts(smallest))
  const forbidden = malformedTexts(full).filter(([, bytes]) => isMalformed(bytes))
  const isDescribed = rejectionOf(operation, { in: 'body', keyword: 'malformed' }) !== undefined
  return [
    ...forbidden
      .filter(([name]) => isDescribed || name !== INVALID_UTF8)
      .map(([name, bytes]) => {
        const other = otherTexts.get(name)
        return invalidCase({
          family: 'malformed',
          operation,
          name,
          rules: [rule],
          violation: { in: 'body', keyword: 'malformed' },
          control: { body: full },
          plan: { body: raw(contentType, bytes) },
          otherwise:
            other !== undefined && isMalformed(other)
              ? { control: { body: smallest }, plan: { body: raw(contentType, other) } }
              : undefined,
        })
      }),
    ...forbidden
      .filter(([name]) => !isDescribed && name === INVALID_UTF8)
      .map(([name, bytes]) => toleratedCase(operation, name, rule, raw(contentType, bytes), OF_A_TEXT)),
    toleratedCase(
      operation,
      'a byte order mark',
      rule,
      raw(contentType, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), full.bytes]), full.value),
    ),
    ...toleratedTexts(full).map(([name, bytes, value]) =>
      toleratedCase(operation, name, rule, raw(contentType, bytes, value)),
    ),
  ]
}

function malformedTexts({ bytes }: ValidPayload): [string, Bytes][] {
  const text = bytes.toString()
  return [
    ['truncated', text.slice(0, -1)],
    ['a bare word', 'nonsense'],
    ['only an opening brace', '{'],
    ['two documents', `${text}${text}`],
    ['a trailing comma', text === '{}' ? '{,}' : `${text.slice(0, -1)},}`],
    ['single quotes', `{'a':'b'}`],
    ['a name without quotes', '{a:"b"}'],
    ['a comment', `/* no */ ${text}`],
    ['a number with a leading zero', '{"undocumented":07}'],
    ['a raw line break in a string', insertIntoString(text, Buffer.from('\n'))],
    ['only white space', '   '],
    [INVALID_UTF8, insertIntoString(text, Buffer.from([0xc3, 0x28]))],
  ]
}

/** Returns texts that a server may accept or reject, with their value if all servers that accept one read the same. */
function toleratedTexts({ bytes, value }: ValidPayload): [string, Bytes, unknown?][] {
  const text = bytes.toString()
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const withNul = insertIntoString(text, Buffer.from('\\u0000'))
  return [
    ['a lone surrogate escape', insertIntoString(text, Buffer.from('\\ud800'))],
    ['duplicate keys', `{"undocumented":1,"undocumented":2}`],
    ['an escaped NUL', withNul, JSON.parse(withNul.toString())],
    // Less than 64 KiB, from which on a server may close the connection without a response.
    ['30,000 levels deep', `{"undocumented":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    // A parser may accept extensions of JSON (RFC 8259, section 9). Python's accepts these two.
    ['NaN', '{"undocumented":NaN}'],
    ['UTF-16', utf16, value],
    ['1 MiB', `{"undocumented":"${'x'.repeat(1 << 20)}"}`],
  ]
}

/** Inserts bytes into the string at the end of a JSON text, or into a new one in its object or array. */
function insertIntoString(text: string, bytes: Buffer): Buffer {
  const [start, end] = aroundString(text)
  return Buffer.concat([Buffer.from(start), bytes, Buffer.from(end)])
}

/** Returns the texts before and after the end of a string in a JSON text. */
function aroundString(text: string): [start: string, end: string] {
  const at = text.search(/"[}\]]*$/)
  if (at > 0) return [text.slice(0, at), text.slice(at)]
  if (text.startsWith('{')) return ['{"k":"', '"}']
  return text.startsWith('[') ? ['["', '"]'] : ['"', '"']
}

/** Returns whether bytes are not JSON. A truncated number, for example, still is. */
function isMalformed(bytes: Bytes): boolean {
  return bytes.length > 0 && (typeof bytes !== 'string' || 'fault' in parseJson(bytes))
}
