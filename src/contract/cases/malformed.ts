import { FORM, covers, essence, isForm, isJson } from '../../description/index.ts'
import { parseJson } from '../http/body.ts'
import type { Answer, Content, Operation } from '../../description/index.ts'
import { refusalAnswers, successAnswers } from '../expected/expected.ts'
import type { Case } from './case.ts'
import type { Payload } from '../http/request.ts'
import { raw, validBody } from '../../serialization/body.ts'
import type { Ground, MakeCases } from './family.ts'
import { invalidCase, makeCase, validCase } from './family.ts'

/** Bodies that are broken as bytes. They are sent as they stand here: nothing encodes them again. */
export const malformed: MakeCases = (ground) =>
  (ground.operation.body?.content ?? []).flatMap((content) => {
    const valid = validBytes(ground, content)
    if (valid === undefined) return []
    return [
      ...(isJson(valid.contentType) ? jsonCases(ground, content, valid) : []),
      ...(isForm(valid.contentType) ? formCases(ground, content, valid) : []),
      ...contentTypeCases(ground, content, valid),
    ]
  })

/** A body that means something, so that its broken siblings break something. */
type Valid = Payload & { contentType: string; bytes: Buffer }

function validBytes({ description }: Ground, content: Content): Valid | undefined {
  const payload = validBody(description.document, content)
  return payload && { ...payload, contentType: payload.contentType ?? '', bytes: Buffer.from(payload.bytes) }
}

function jsonCases(ground: Ground, content: Content, valid: Valid): Case[] {
  const { operation } = ground
  const type = valid.contentType
  const rules: [string] = [`${operation.id}/body/${content.mediaType}/malformed`]
  const text = valid.bytes.toString()
  const refused = (name: string, bytes: string | Uint8Array): Case[] =>
    isMalformed(bytes)
      ? [
          invalidCase({
            family: 'malformed',
            operation,
            name,
            rules,
            breach: { in: 'body', keyword: 'malformed' },
            twin: { body: valid },
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
    ...refused('truncated', text.slice(0, -1)),
    ...refused('a bare word', 'nonsense'),
    ...refused('an opening brace alone', '{'),
    ...refused('two documents', `${text}${text}`),
    ...refused('a trailing comma', text === '{}' ? '{,}' : `${text.slice(0, -1)},}`),
    ...refused('single quotes', `{'a':'b'}`),
    ...refused('a comment', `/* no */ ${text}`),
    ...refused('a raw line break in a string', inText(Buffer.from('\n'))),
    ...refused('NaN', '{"a":NaN}'),
    ...refused('white space alone', '   '),
    ...refused('invalid UTF-8', inText(Buffer.from([0xc3, 0x28]))),
    ...refused('UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])),
    tolerated(
      operation,
      'a byte order mark',
      rules,
      raw(type, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), valid.bytes]), valid.value),
    ),
    tolerated(operation, 'a lone surrogate escape', rules, raw(type, inText(Buffer.from('\\ud800')))),
    tolerated(operation, 'duplicate keys', rules, raw(type, `{"undocumented":1,"undocumented":2}`)),
    tolerated(operation, 'an escaped NUL', rules, raw(type, inText(Buffer.from('\\u0000')))),
    tolerated(
      operation,
      '100,000 levels deep',
      rules,
      raw(type, `{"undocumented":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    ),
    tolerated(operation, '1 MiB', rules, raw(type, `{"undocumented":"${'x'.repeat(1 << 20)}"}`)),
    ...prototypeCases(ground, content, valid),
  ]
}

/** Whether bytes are no JSON at all: a number without its last digit is one. */
function isMalformed(bytes: string | Uint8Array): boolean {
  const read = typeof bytes === 'string' ? parseJson(bytes) : { fault: 'bytes' }
  return bytes.length > 0 && 'fault' in read
}

/** Keys that JavaScript servers get wrong: data like any other (CWE-1321). */
function prototypeCases({ operation, book, schemas }: Ground, { schema }: Content, valid: Valid): Case[] {
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
    if (!schemas.isValid(schema, JSON.parse(body))) return []
    const plan = { body: raw(valid.contentType, body, valid.value) }
    return [validCase({ family: 'malformed', operation, name, rules: [ignored], plan })]
  })
}

function formCases({ operation }: Ground, content: Content, valid: Valid): Case[] {
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
  return texts.map(([name, text]) => tolerated(operation, name, rules, raw(valid.contentType, text)))
}

/** Other media types are refused; parameters of the right one, and its case, do not matter (RFC 9110, 8.3.1). */
function contentTypeCases({ operation }: Ground, content: Content, valid: Valid): Case[] {
  const takes = (type: string): boolean =>
    operation.body?.content.some(({ mediaType }) => covers(mediaType, essence(type))) === true
  const refused = (name: string, contentType: string, bytes: Uint8Array = valid.bytes): Case[] => {
    // No bytes are no body, of whatever type.
    if (takes(contentType) || bytes.length === 0) return []
    const subject = invalidCase({
      family: 'malformed',
      operation,
      name: `content type: ${name}`,
      rules: [`${operation.id}/body/contentType`],
      breach: { in: 'body', keyword: 'contentType' },
      twin: { body: valid },
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
    ...refused('text/plain', 'text/plain'),
    ...refused('a form', FORM, Buffer.from('a=b')),
    ...refused('application/json', 'application/json', json),
    ...refused('application/xml', 'application/xml', Buffer.from('<a/>')),
    ...refused('multipart/form-data', 'multipart/form-data; boundary=x', Buffer.from('--x--\r\n')),
    // Without a Content-Type a recipient may guess (RFC 9110, 8.3): any documented answer conforms.
    tolerated(operation, 'content type: none', [`${operation.id}/body/contentType`], raw(null, valid.bytes)),
    ...[
      ['a wrong charset', 'utf-16'],
      ['a charset that nobody knows', 'x-none'],
    ].map(([name, charset]) =>
      // JSON is UTF-8 whatever a charset says (RFC 8259, section 8.1 and 11): it may be ignored, or refused.
      tolerated(
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
function tolerated(operation: Operation, name: string, rules: readonly [string], body: Payload): Case {
  const answers: Answer[] = [
    ...successAnswers(operation),
    ...refusalAnswers(operation, { in: 'body', keyword: 'malformed' }).answers.map(({ status }) => ({
      status,
    })),
    ...refusalAnswers(operation, { in: 'body', keyword: 'contentType' }).answers.map(({ status }) => ({
      status,
    })),
    ...refusalAnswers(operation, { in: 'body', keyword: 'additionalProperties' }).answers.map(
      ({ status }) => ({ status }),
    ),
    { status: '413' },
  ]
  return makeCase({
    family: 'malformed',
    operation,
    name,
    rules,
    run: async (story) => {
      const first = await story.send({ resource: await story.resource(), body, unrouted: true })
      await story.twin({ resource: await story.resource() })
      story.expect(first, answers)
    },
  })
}
