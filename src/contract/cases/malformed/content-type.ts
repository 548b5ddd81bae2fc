import { FORM, covers, essence } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { raw } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { invalidCase, validCase } from '../case-factory.ts'
import type { ValidPayload } from './payload.ts'
import { toleratedCase } from './tolerated.ts'

const ONE_PART = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'

/** Makes the cases with other media types, and with other spellings of the right one (RFC 9110, section 8.3.1). */
export function contentTypeCases(input: CaseInput, content: Content, valid: ValidPayload): Case[] {
  return [
    ...rejectedTypes(input, valid),
    ...toleratedTypes(input, valid),
    ...acceptedTypes(input, content, valid),
  ]
}

function rejectedTypes({ operation }: CaseInput, valid: ValidPayload): Case[] {
  const isDescribed = (type: string): boolean =>
    operation.body?.content.some(({ mediaType }) => covers(mediaType, essence(type))) === true
  const json = Buffer.from(valid.value === undefined ? '{}' : JSON.stringify(valid.value))
  const types: [string, string, Uint8Array][] = [
    ['text/plain', 'text/plain', valid.bytes],
    ['a form', FORM, Buffer.from('a=b')],
    ['application/json', 'application/json', json],
    ['application/xml', 'application/xml', Buffer.from('<a/>')],
    // With one part: a server may take an empty one for no body.
    ['multipart/form-data', 'multipart/form-data; boundary=x', Buffer.from(ONE_PART)],
  ]
  return (
    types
      // Empty content is no body, whatever its type.
      .filter(([, contentType, bytes]) => !isDescribed(contentType) && bytes.length > 0)
      .map(([name, contentType, bytes]) =>
        invalidCase({
          family: 'malformed',
          operation,
          name: `content type: ${name}`,
          rules: [ruleIds.body(operation, 'contentType')],
          violation: { in: 'body', keyword: 'contentType' },
          control: { body: valid },
          plan: { body: raw(contentType, bytes) },
        }),
      )
  )
}

function toleratedTypes({ operation }: CaseInput, { bytes, contentType, value }: ValidPayload): Case[] {
  const type = essence(contentType)
  const bodies: [string, ReturnType<typeof raw>][] = [
    // A server may guess the type (RFC 9110, section 8.3).
    ['missing', raw(null, bytes)],
    // JSON is UTF-8 whatever its charset parameter (RFC 8259, sections 8.1 and 11), which may be ignored or rejected.
    ['a wrong charset', raw(`${type}; charset=utf-16`, bytes, value)],
    ['an unknown charset', raw(`${type}; charset=x-none`, bytes, value)],
  ]
  return bodies.map(([name, body]) =>
    toleratedCase(operation, `content type: ${name}`, ruleIds.body(operation, 'contentType'), body),
  )
}

function acceptedTypes(
  { operation }: CaseInput,
  { mediaType }: Content,
  { bytes, contentType, value }: ValidPayload,
): Case[] {
  const type = essence(contentType)
  return [
    ['in upper case', type.toUpperCase()],
    ['with a charset', `${type}; charset=utf-8`],
    ['with a quoted charset', `${type};charset="UTF-8"`],
  ].map(([name = '', spelling = '']) =>
    validCase({
      family: 'malformed',
      operation,
      name: `content type: ${name}`,
      rules: [ruleIds.bodyMediaType(operation, mediaType)],
      plan: { body: raw(spelling, bytes, value) },
    }),
  )
}
