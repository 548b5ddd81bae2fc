import { covers, isForm, isJson, joinPointer, parseMediaType } from '../../description/index.ts'
import type { OpenAPIDocument, Operation } from '../../description/index.ts'
import { parseJson, readForm } from '../../serialization/index.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'
import type { Schemas } from './schemas.ts'
import { parseContextOf } from './parameters.ts'
import type { RequestViolation } from './violation.ts'

/** A parsed body. `value` is undefined if the request has no body. */
export interface Body {
  readonly value: unknown
  /** The body is neither JSON nor a form. `value` is its text, which is not checked. */
  readonly unchecked?: true
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
    if (request.body.length === 0) {
      return body.required ? { in: 'body', pointer: '', keyword: 'required' } : { value: undefined }
    }
    const essence = acceptableEssence(request)
    const content = body.content.find(({ mediaType }) => essence !== undefined && covers(mediaType, essence))
    if (essence === undefined || content === undefined)
      return { in: 'body', pointer: '', keyword: 'contentType' }
    const text = decode(request.body)
    const pointer = content.schema
    if (isJson(essence)) return validateBody(schemas, pointer, parse(text))
    if (!isForm(essence)) return { value: text ?? request.body.toString('latin1'), unchecked: true }
    const value = text === undefined ? undefined : readForm(context, content, text)
    return validateBody(schemas, pointer, value)
  }
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
