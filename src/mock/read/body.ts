import {
  covers,
  isForm,
  isJson,
  isText,
  isXml,
  joinPointer,
  parseMediaType,
} from '../../description/index.ts'
import type { Content, OpenAPIDocument, Operation } from '../../description/index.ts'
import { isUtf8 } from 'node:buffer'
import {
  isWellFormedXml,
  missingElements,
  parseCandidates,
  parseJson,
  percentEncode,
  readForm,
} from '../../serialization/index.ts'
import type { ParseContext } from '../../serialization/index.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'
import { splitMultipart } from './multipart.ts'
import type { Schemas } from './schemas.ts'
import { parseContextOf } from './parameters.ts'
import type { RequestViolation } from './violation.ts'

/** A parsed body. `value` is undefined if the request has no body. */
export interface Body {
  readonly value: unknown
}

/** A byte order mark is not JSON (RFC 8259, section 8.1), so it is kept, for the parser to reject. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Returns a function that reads and checks the body of a request. A body that is not described is ignored. */
export function bodyReader(
  operation: Operation,
  document: OpenAPIDocument,
  schemas: Schemas,
): (request: MockRequest) => Body | RequestViolation {
  const { body } = operation
  if (body === undefined) return () => ({ value: undefined })
  const context = parseContextOf(document, schemas)

  return (request) => {
    if (request.oversized) return { in: 'body', pointer: '', keyword: 'maxLength' }
    if (request.body.length === 0 && (body.required || !isFormOf(body.content, request))) {
      return body.required && !allowsEmpty(body.content, request, schemas)
        ? { in: 'body', pointer: '', keyword: 'required' }
        : { value: undefined }
    }
    if (body.content.length === 0) return { value: request.body.toString('latin1') }
    const essence = acceptableEssence(request)
    const content = contentFor(body.content, essence)
    if (essence === undefined || content === undefined)
      return { in: 'body', pointer: '', keyword: 'contentType' }
    return readContentBody(context, schemas, content, essence, request)
  }
}

function readContentBody(
  context: ParseContext,
  schemas: Schemas,
  content: Content,
  essence: string,
  request: MockRequest,
): Body | RequestViolation {
  const text = decode(request.body)
  if (isJson(essence)) return validateBody(schemas, content.schema, parse(text))
  if (isForm(essence)) {
    return validateBody(
      schemas,
      content.schema,
      text === undefined ? undefined : readForm(context, content, text),
    )
  }
  if (essence === 'multipart/form-data') {
    // A schema of bytes is that of a file in one of the parts. It is not checked.
    if (content.schema !== undefined && !schemas.allows(content.schema, 'object'))
      return { value: request.body.toString('latin1') }
    return validateBody(schemas, content.schema, readMultipart(context, content, request))
  }
  const invalid = isXml(essence) ? xmlViolation(context, schemas, content.schema, text) : undefined
  if (invalid !== undefined) return invalid
  if (!isText(essence)) return { value: text ?? request.body.toString('latin1') }
  if (text === undefined) return { in: 'body', pointer: '', keyword: 'malformed' }
  return validateText(context, schemas, content.schema, text)
}

/** Returns what is wrong with an XML body. One that the schema calls a text is not read. */
function xmlViolation(
  { document }: ParseContext,
  schemas: Schemas,
  schema: string | undefined,
  text: string | undefined,
): RequestViolation | undefined {
  if (schema === undefined || schemas.allows(schema, 'string')) return undefined
  if (text === undefined || !isWellFormedXml(text)) return { in: 'body', pointer: '', keyword: 'malformed' }
  const [missing] = missingElements(document, schema, text)
  return missing === undefined
    ? undefined
    : { in: 'body', pointer: joinPointer('', missing), keyword: 'required' }
}

function validateText(
  context: ParseContext,
  schemas: Schemas,
  schema: string | undefined,
  text: string,
): Body | RequestViolation {
  if (schema === undefined) return { value: text }
  if (schemas.allows(schema, 'string')) return validateBody(schemas, schema, text)
  // A schema of lists or objects, such as that of CSV, describes the content. It is not checked.
  if (schemas.allows(schema, 'array') || schemas.allows(schema, 'object')) return { value: text }
  const candidates = parseCandidates(context, schema, text)
  const value = candidates.find((candidate) => schemas.check(schema, candidate) === undefined)
  return validateBody(schemas, schema, value ?? text)
}

/** Reads parts like the fields of a form. Bytes that are not UTF-8 become one character each. */
function readMultipart(context: ParseContext, content: Content, request: MockRequest): unknown {
  const parts = splitMultipart(headerValues(request, 'content-type')[0] ?? '', request.body)
  if (parts === undefined) return undefined
  const fields = parts.map(({ name, bytes }) => {
    const text = isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1')
    return `${percentEncode(name)}=${percentEncode(text)}`
  })
  return readForm(context, content, fields.join('&'))
}

/** Whether a request with a required body may have no bytes: an empty text or an empty form. */
function allowsEmpty(contents: readonly Content[], request: MockRequest, schemas: Schemas): boolean {
  const content = contentFor(contents, acceptableEssence(request))
  if (content === undefined || isJson(content.mediaType)) return false
  if (isForm(content.mediaType))
    return content.schema !== undefined && schemas.check(content.schema, {}) === undefined
  return isText(content.mediaType) && content.schema !== undefined
    ? schemas.allows(content.schema, 'string') && schemas.check(content.schema, '') === undefined
    : false
}

/** Whether a request without bytes is a form without fields: its media type says so. */
function isFormOf(contents: readonly Content[], request: MockRequest): boolean {
  const content = contentFor(contents, acceptableEssence(request))
  return content !== undefined && isForm(content.mediaType)
}

/** Returns the most specific content for a media type: itself before a range. */
function contentFor(contents: readonly Content[], essence: string | undefined): Content | undefined {
  if (essence === undefined) return undefined
  const matching = contents.filter(({ mediaType }) => covers(mediaType, essence))
  return matching.find(({ mediaType }) => !mediaType.includes('*')) ?? matching[0]
}

function validateBody(
  schemas: Schemas,
  pointer: string | undefined,
  value: unknown,
): Body | RequestViolation {
  if (value === undefined) return { in: 'body', pointer: '', keyword: 'malformed' }
  const error = pointer === undefined ? undefined : schemas.check(pointer, value)
  if (error === undefined) return { value }
  const params = error.params as Readonly<Record<string, string | undefined>>
  const name = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty']
  const at = name === undefined ? error.instancePath : joinPointer(error.instancePath, name)
  return { in: 'body', pointer: at, keyword: error.keyword }
}

/**
 * Returns the media type of a body that can be read: it has one `Content-Type`, is in UTF-8 and not compressed. Other
 * charsets are not decoded.
 */
function acceptableEssence(request: MockRequest): string | undefined {
  const types = headerValues(request, 'content-type')
  if (headerValues(request, 'content-encoding').some((coding) => coding.toLowerCase() !== 'identity'))
    return undefined
  const type = types.length === 1 ? parseMediaType(types[0] ?? '') : undefined
  const readable = /^(?:utf-?8|us-ascii)$/i.test(type?.parameters.get('charset') ?? 'utf-8')
  return readable ? type?.essence : undefined
}

function decode(body: Buffer): string | undefined {
  try {
    return utf8.decode(body)
  } catch {
    return undefined
  }
}

/** Parses a JSON text. Undefined, which is not a JSON value, if it is not JSON. */
function parse(text: string | undefined): unknown {
  const parsed = text === undefined ? undefined : parseJson(text)
  return parsed !== undefined && 'value' in parsed ? parsed.value : undefined
}
