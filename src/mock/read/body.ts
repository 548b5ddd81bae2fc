import { covers, isForm, isJson, joinPointer, parseMediaType } from '../../description/index.ts'
import type { OpenAPIDocument, Operation } from '../../description/index.ts'
import { parseJson, readForm } from '../../serialization/index.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'
import type { Schemas } from './schemas.ts'
import { parseContextOf } from './parameters.ts'
import type { RequestViolation } from './violation.ts'

/** A body that was read; `value` is undefined where none was sent. */
export interface Body {
  readonly value: unknown
  /** Neither JSON nor a form: its text is `value`, and nobody has checked it yet. */
  readonly unchecked?: true
}

/** A byte order mark is not JSON (RFC 8259, section 8.1), so it is kept, for the parser to reject. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads and checks the body of an operation. A body that the operation does not take is ignored. */
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
 * The media type of the body, where it can be read: one `Content-Type`, in UTF-8, not compressed. To read other bytes
 * as UTF-8 would be to guess.
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

/** Parses a JSON text; undefined, which no JSON text means, if it is not JSON. */
function parse(text: string | undefined): unknown {
  const parsed = text === undefined ? undefined : parseJson(text)
  return parsed !== undefined && 'value' in parsed ? parsed.value : undefined
}
