import { FORM, covers, essence, isOctets } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { isMultipart, raw } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { invalidCase, validCase } from '../case-factory.ts'
import type { ValidPayload, ValidPayloads } from './payload.ts'
import { toleratedCase } from './tolerated.ts'

const ONE_PART = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'

/** Makes the cases with other media types, and with other spellings of the right one (RFC 9110, section 8.3.1). */
export function contentTypeCases(input: CaseInput, content: Content, payloads: ValidPayloads): Case[] {
  const isAnyBody = input.operation.body?.content.some(({ mediaType }) => isOctets(mediaType)) === true
  return [
    ...(isAnyBody ? [] : [...rejectedTypes(input, payloads), ...toleratedTypes(input, payloads.full)]),
    ...acceptedTypes(input, content, payloads.full),
  ]
}

function rejectedTypes({ operation }: CaseInput, { full, smallest }: ValidPayloads): Case[] {
  const isDescribed = (type: string): boolean =>
    operation.body?.content.some(({ mediaType }) => covers(mediaType, essence(type))) === true
  const otherTypes = new Map(undescribedTypes(smallest).map(({ name, body }) => [name, body]))
  const violation = { in: 'body', keyword: 'contentType' } as const
  return (
    undescribedTypes(full)
      // Empty content is no body, whatever its type.
      .filter(({ body }) => !isDescribed(body.contentType ?? '') && body.bytes.length > 0)
      .map(({ name, body, isMalformed = false }) => {
        const other = otherTypes.get(name)
        return invalidCase({
          family: 'malformed',
          operation,
          name: `content type: ${name}`,
          rules: [ruleIds.body(operation, 'contentType')],
          violation,
          alternatives: isMalformed ? [{ in: 'body', keyword: 'malformed' }] : [],
          control: { body: full },
          plan: { body },
          otherwise:
            other === undefined || other.bytes.length === 0
              ? undefined
              : { control: { body: smallest }, plan: { body: other } },
        })
      })
  )
}

interface UndescribedType {
  readonly name: string
  readonly body: Payload
  /** Whether the content is malformed in its own type as well, so that a server may report that. */
  readonly isMalformed?: boolean
}

/** Returns bodies in types that an API may lack: common ones, and those whose names are nearly the described one. */
function undescribedTypes({ bytes, contentType, value }: ValidPayload): UndescribedType[] {
  const type = essence(contentType)
  const json = value === undefined ? '{}' : JSON.stringify(value)
  return [
    { name: 'text/plain', body: raw('text/plain', bytes) },
    { name: 'application/octet-stream', body: raw('application/octet-stream', bytes) },
    { name: 'a form', body: raw(FORM, 'a=b') },
    { name: 'application/json', body: raw('application/json', json) },
    { name: 'malformed JSON', body: raw('application/json', `${json.slice(0, -1)},`), isMalformed: true },
    { name: 'a JSON array', body: raw('application/json', `[${json}]`) },
    { name: 'a JSON string', body: raw('application/json', '"a=b"') },
    { name: 'application/xml', body: raw('application/xml', '<a/>') },
    // With one part: a server may take an empty one for no body.
    { name: 'multipart/form-data', body: raw('multipart/form-data; boundary=x', ONE_PART) },
    { name: 'a longer subtype', body: raw(`${type}x`, bytes) },
    { name: 'a shorter subtype', body: raw(type.slice(0, -1), bytes) },
    { name: 'a longer type', body: raw(`x-${type}`, bytes) },
  ]
}

function toleratedTypes({ operation }: CaseInput, { bytes, contentType, value }: ValidPayload): Case[] {
  const type = essence(contentType)
  const bodies: [string, ReturnType<typeof raw>][] = [
    // A server may guess the type (RFC 9110, section 8.3).
    ['missing', raw(null, bytes)],
    // JSON is UTF-8 whatever its charset parameter (RFC 8259, sections 8.1 and 11), which may be ignored or rejected.
    ['a wrong charset', raw(`${type}; charset=utf-16`, bytes, value)],
    ['an unknown charset', raw(`${type}; charset=x-none`, bytes, value)],
    // An empty parameter means nothing (RFC 9110, section 5.6.6), but older parsers find no type, and then no body.
    ['an empty parameter', raw(`${type};`, bytes)],
  ]
  return bodies.map(([name, body]) =>
    toleratedCase(operation, `content type: ${name}`, ruleIds.body(operation, 'contentType'), body),
  )
}

function acceptedTypes({ operation }: CaseInput, { mediaType }: Content, payload: ValidPayload): Case[] {
  const { contentType } = payload
  const type = essence(contentType)
  const [, boundary] = /boundary=(.*)/.exec(contentType) ?? []
  const spellings = isMultipart(type)
    ? [
        ['in upper case', `${type.toUpperCase()}; boundary=${boundary}`],
        ['with a quoted boundary', `${type}; boundary="${boundary}"`],
      ]
    : [
        ['in upper case', type.toUpperCase()],
        ['with a charset', `${type}; charset=utf-8`],
        ['with a quoted charset', `${type};charset="UTF-8"`],
      ]
  return spellings.map(([name = '', spelling = '']) =>
    validCase({
      family: 'malformed',
      operation,
      name: `content type: ${name}`,
      rules: [ruleIds.bodyMediaType(operation, mediaType)],
      plan: { body: { ...payload, contentType: spelling } },
      mayVary: {},
    }),
  )
}
