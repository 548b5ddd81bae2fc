import { FORM, covers, essence, isForm, isJson } from '../../description/index.ts'
import { parseJson } from '../http/body.ts'
import type { ExpectedResponse, Content, Operation } from '../../description/index.ts'
import { rejectionResponses, successResponses } from '../expected/expected.ts'
import type { Case } from './case.ts'
import type { Payload } from '../http/request.ts'
import { raw, validBody } from '../../serialization/index.ts'
import type { CaseInput, MakeCases } from './case-factory.ts'
import { invalidCase, makeCase, validCase } from './case-factory.ts'

/** Bodies that are broken as bytes. They are sent as they stand here: nothing encodes them again. */
export const malformed: MakeCases = (input) =>
  (input.operation.body?.content ?? []).flatMap((content) => {
    const valid = validBytes(input, content)
    if (valid === undefined) return []
    return [
      ...(isJson(valid.contentType) ? jsonCases(input, content, valid) : []),
      ...(isForm(valid.contentType) ? formCases(input, content, valid) : []),
      ...contentTypeCases(input, content, valid),
    ]
  })

/** A body that means something, so that its broken siblings break something. */
type ValidPayload = Payload & { contentType: string; bytes: Buffer }

function validBytes({ description }: CaseInput, content: Content): ValidPayload | undefined {
  const payload = validBody(description.document, content)
  return payload && { ...payload, contentType: payload.contentType ?? '', bytes: Buffer.from(payload.bytes) }
}

function jsonCases(input: CaseInput, content: Content, valid: ValidPayload): Case[] {
  const { operation } = input
  const type = valid.contentType
  const rules: [string] = [`${operation.id}/body/${content.mediaType}/malformed`]
  const text = valid.bytes.toString()
  const rejectedCases = (name: string, bytes: string | Uint8Array): Case[] =>
    isMalformed(bytes)
      ? [
          invalidCase({
            family: 'malformed',
            operation,
            name,
            rules,
            violation: { in: 'body', keyword: 'malformed' },
            control: { body: valid },
            plan: { body: raw(type, bytes) },
          }),
        ]
      : []
  const inText = (bytes: Buffer): Buffer => {
    const at = text.lastIndexOf('"}')
    const cut = at < 0 ? 1 : at
    const filler = at < 0 ? Buffer.from('"k":"') : Buffer.alloc(0)
    const end = at < 0 ? Buffer.from('"}') : Buffer.from(text.slice(cut))
    return Buffer.concat([Buffer.from(text.slice(0, cut)), filler, bytes, end])
  }
  return [
    ...rejectedCases('truncated', text.slice(0, -1)),
    ...rejectedCases('a bare word', 'nonsense'),
    ...rejectedCases('an opening brace alone', '{'),
    ...rejectedCases('two documents', `${text}${text}`),
    ...rejectedCases('a trailing comma', text === '{}' ? '{,}' : `${text.slice(0, -1)},}`),
    ...rejectedCases('single quotes', `{'a':'b'}`),
    ...rejectedCases('a comment', `/* no */ ${text}`),
    ...rejectedCases('a raw line break in a string', inText(Buffer.from('\n'))),
    ...rejectedCases('NaN', '{"a":NaN}'),
    ...rejectedCases('white space alone', '   '),
    ...rejectedCases('invalid UTF-8', inText(Buffer.from([0xc3, 0x28]))),
    ...rejectedCases('UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])),
    toleratedCase(
      operation,
      'a byte order mark',
      rules,
      raw(type, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), valid.bytes]), valid.value),
    ),
    toleratedCase(operation, 'a lone surrogate escape', rules, raw(type, inText(Buffer.from('\\ud800')))),
    toleratedCase(operation, 'duplicate keys', rules, raw(type, `{"undocumented":1,"undocumented":2}`)),
    toleratedCase(operation, 'an escaped NUL', rules, raw(type, inText(Buffer.from('\\u0000')))),
    toleratedCase(
      operation,
      '100,000 levels deep',
      rules,
      raw(type, `{"undocumented":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    ),
    toleratedCase(operation, '1 MiB', rules, raw(type, `{"undocumented":"${'x'.repeat(1 << 20)}"}`)),
    ...prototypeCases(input, content, valid),
  ]
}

/** Whether bytes are no JSON at all: a number without its last digit is one. */
function isMalformed(bytes: string | Uint8Array): boolean {
  const read = typeof bytes === 'string' ? parseJson(bytes) : { fault: 'bytes' }
  return bytes.length > 0 && 'fault' in read
}

/** Keys that JavaScript servers get wrong: data like any other (CWE-1321). */
function prototypeCases(
  { operation, book, schemas }: CaseInput,
  { schema }: Content,
  valid: ValidPayload,
): Case[] {
  const ignored = `${operation.id}/body/unknown-properties`
  const text = valid.bytes.toString()
  if (schema === undefined || !book.has(ignored) || !text.endsWith('}')) return []
  const start = text === '{}' ? '{' : `${text.slice(0, -1)},`
  return [
    ['a __proto__ key', '"__proto__":{"a":"polluted"}}'],
    ['a constructor key', '"constructor":{"prototype":{"a":"polluted"}}}'],
    ['a toString key', '"toString":1,"hasOwnProperty":2}'],
  ].flatMap(([name = '', more = '']) => {
    const body = start + more
    if (!schemas.mayBeValid(schema, JSON.parse(body))) return []
    const plan = { body: raw(valid.contentType, body, valid.value) }
    return [validCase({ family: 'malformed', operation, name, rules: [ignored], plan })]
  })
}

function formCases({ operation }: CaseInput, content: Content, valid: ValidPayload): Case[] {
  const rules: [string] = [`${operation.id}/body/${content.mediaType}/malformed`]
  const texts: [string, string | Uint8Array][] = [
    ['a bad percent sign', 'a=%'],
    ['an open bracket', 'a[=1'],
    ['brackets in brackets', 'a[[b]]=1'],
    ['ampersands alone', '&&&'],
    ['an equals sign alone', '='],
    ['invalid UTF-8', Buffer.from([0x61, 0x3d, 0xc3, 0x28])],
    ['a percent-encoded NUL', 'a=%00'],
    ['a __proto__ key', '__proto__[a]=polluted'],
    ['a constructor key', 'constructor[prototype][a]=polluted'],
    ['1,000 levels deep', `a${'[b]'.repeat(1000)}=1`],
    ['1 MiB', `a=${'x'.repeat(1 << 20)}`],
    ['the same key twice', 'a=1&a=2'],
  ]
  return texts.map(([name, text]) => toleratedCase(operation, name, rules, raw(valid.contentType, text)))
}

/** Other media types are refused; parameters of the right one, and its case, do not matter (RFC 9110, 8.3.1). */
function contentTypeCases({ operation }: CaseInput, content: Content, valid: ValidPayload): Case[] {
  const acceptsMediaType = (type: string): boolean =>
    operation.body?.content.some(({ mediaType }) => covers(mediaType, essence(type))) === true
  const rejectedCases = (name: string, contentType: string, bytes: Uint8Array = valid.bytes): Case[] => {
    // No bytes are no body, of whatever type.
    if (acceptsMediaType(contentType) || bytes.length === 0) return []
    const subject = invalidCase({
      family: 'malformed',
      operation,
      name: `content type: ${name}`,
      rules: [`${operation.id}/body/contentType`],
      violation: { in: 'body', keyword: 'contentType' },
      control: { body: valid },
      plan: { body: raw(contentType, bytes) },
    })
    return [subject]
  }
  const accepted = (name: string, contentType: string): Case =>
    validCase({
      family: 'malformed',
      operation,
      name: `content type: ${name}`,
      rules: [`${operation.id}/body/${content.mediaType}`],
      plan: { body: raw(contentType, valid.bytes, valid.value) },
    })
  const type = essence(valid.contentType)
  const json = Buffer.from(valid.value === undefined ? '{}' : JSON.stringify(valid.value))
  return [
    ...rejectedCases('text/plain', 'text/plain'),
    ...rejectedCases('a form', FORM, Buffer.from('a=b')),
    ...rejectedCases('application/json', 'application/json', json),
    ...rejectedCases('application/xml', 'application/xml', Buffer.from('<a/>')),
    ...rejectedCases('multipart/form-data', 'multipart/form-data; boundary=x', Buffer.from('--x--\r\n')),
    // Without a Content-Type a recipient may guess (RFC 9110, 8.3): any documented answer conforms.
    toleratedCase(
      operation,
      'content type: none',
      [`${operation.id}/body/contentType`],
      raw(null, valid.bytes),
    ),
    ...[
      ['a wrong charset', 'utf-16'],
      ['a charset that nobody knows', 'x-none'],
    ].map(([name, charset]) =>
      // JSON is UTF-8 whatever a charset says (RFC 8259, section 8.1 and 11): it may be ignored, or refused.
      toleratedCase(
        operation,
        `content type: ${name ?? ''}`,
        [`${operation.id}/body/contentType`],
        raw(`${type}; charset=${charset ?? ''}`, valid.bytes, valid.value),
      ),
    ),
    accepted('in capitals', type.toUpperCase()),
    accepted('with a charset', `${type}; charset=utf-8`),
    accepted('with a quoted charset', `${type};charset="UTF-8"`),
  ]
}

/** A body that a recipient may take or refuse; it must do either cleanly, and still serve afterwards. */
function toleratedCase(operation: Operation, name: string, rules: readonly [string], body: Payload): Case {
  const expectedResponses: ExpectedResponse[] = [
    ...successResponses(operation),
    ...rejectionResponses(operation, { in: 'body', keyword: 'malformed' }).expectedResponses.map(
      ({ status }) => ({
        status,
      }),
    ),
    ...rejectionResponses(operation, { in: 'body', keyword: 'contentType' }).expectedResponses.map(
      ({ status }) => ({
        status,
      }),
    ),
    ...rejectionResponses(operation, { in: 'body', keyword: 'additionalProperties' }).expectedResponses.map(
      ({ status }) => ({ status }),
    ),
    { status: '413' },
  ]
  return makeCase({
    family: 'malformed',
    operation,
    name,
    rules,
    run: async (context) => {
      const first = await context.send({
        resource: await context.resource(),
        body,
        mayBeHandledUpstream: true,
      })
      await context.controlRequest({ resource: await context.resource() })
      context.expect(first, expectedResponses)
    },
  })
}
