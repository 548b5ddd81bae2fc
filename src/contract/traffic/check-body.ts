import { isUtf8 } from 'node:buffer'
import {
  covers,
  essence,
  get,
  isForm,
  isJson,
  isRange,
  joinPointer,
  parseMediaType,
} from '../../description/index.ts'
import type { Content, Operation, RequestBody } from '../../description/index.ts'
import type { SchemaError } from '../../schema/index.ts'
import { parseJson, readForm } from '../../serialization/index.ts'
import type { SentRequest } from '../http/exchange.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import type { RequestContext } from './check-parameters.ts'
import { valuesOf } from './headers.ts'
import { keywordOf } from './keyword-of.ts'
import type { RequestCheck, RequestProblem } from './request-problem.ts'

/** What a request body is, as data. */
export interface BodyCheck extends RequestCheck {
  /** Undefined if there is no body, or if it cannot be read. */
  readonly value: unknown
  /** The described media type. */
  readonly content?: Content
}

const NOTHING: BodyCheck = { testedRules: [], problems: [], value: undefined }

/** Checks the body of a recorded request. */
export function checkBody(context: RequestContext, operation: Operation, request: SentRequest): BodyCheck {
  const { body } = operation
  if (body === undefined) return NOTHING
  const bytes = request.body ?? new Uint8Array()
  const types = valuesOf(request, 'content-type')
  const [type] = types
  if (bytes.byteLength === 0) return checkAbsent(operation, body, type)
  const required = body.required ? [ruleIds.body(operation, 'required')] : []
  const contentType = ruleIds.body(operation, 'contentType')
  if (body.content.length === 0) return { ...NOTHING, testedRules: required }
  const content = type === undefined ? undefined : contentOf(body.content, type)
  if (content === undefined) {
    const documented = body.content.map(({ mediaType }) => mediaType).join(' or ')
    const actual = type === undefined ? 'no Content-Type' : `Content-Type: ${type}`
    const violation = { in: 'body', pointer: '', keyword: 'contentType' } as const
    const expected = `Content-Type: ${documented}`
    const problem = { rule: contentType, violation, expected, actual, isRejectable: true }
    return { testedRules: [...required, contentType], problems: [problem], value: undefined }
  }
  const mediaTypeRule = ruleIds.bodyMediaType(operation, content.mediaType)
  const testedRules = [...required, contentType, mediaTypeRule]
  // A coding hides the body, and a charset needs a decoder. Neither is invalid.
  if (isCoded(request, type)) return { ...NOTHING, testedRules, content }
  const read = readBody(context, content, type ?? '', bytes)
  if (read === undefined) return { ...NOTHING, testedRules, content }
  const malformed = ruleIds.malformedBody(operation, content.mediaType)
  if ('fault' in read) {
    const violation = { in: 'body', pointer: '', keyword: 'malformed' } as const
    const expected = `a body in ${content.mediaType}`
    const problem = { rule: malformed, violation, expected, actual: read.fault, isRejectable: true }
    return { testedRules: [...testedRules, malformed], problems: [problem], value: undefined, content }
  }
  const checked = checkValue(context, operation, content, read.value)
  return {
    testedRules: [...testedRules, ...checked.testedRules],
    problems: checked.problems,
    value: read.value,
    content,
  }
}

function checkAbsent(operation: Operation, body: RequestBody, type: string | undefined): BodyCheck {
  if (!body.required) return { ...NOTHING, testedRules: [ruleIds.body(operation, 'optional')] }
  // An empty form or text is a body: its media type says so.
  const isEmptyBody = type !== undefined && !isJson(type)
  const rule = ruleIds.body(operation, 'required')
  if (isEmptyBody) return { ...NOTHING, testedRules: [rule] }
  const violation = { in: 'body', pointer: '', keyword: 'required' } as const
  const problem = { rule, violation, expected: 'a body', actual: 'no body', isRejectable: true }
  return { testedRules: [rule], problems: [problem], value: undefined }
}

function contentOf(contents: readonly Content[], type: string): Content | undefined {
  const matching = contents.filter(({ mediaType }) => covers(mediaType, type))
  return matching.find(({ mediaType }) => !isRange(mediaType)) ?? matching[0]
}

function isCoded(request: SentRequest, type: string | undefined): boolean {
  const charset = parseMediaType(type ?? '')?.parameters.get('charset') ?? 'utf-8'
  const codings = valuesOf(request, 'content-encoding')
  return codings.some((coding) => !/^identity$/i.test(coding)) || !/^(?:utf-?8|us-ascii)$/i.test(charset)
}

/** Returns undefined for a media type whose bodies are not read. */
function readBody(
  { description: { document }, schemas }: RequestContext,
  content: Content,
  type: string,
  bytes: Uint8Array,
): { readonly value: unknown } | { readonly fault: string } | undefined {
  const mediaType = essence(type)
  if (!isJson(mediaType) && !isForm(mediaType)) return undefined
  if (!isUtf8(bytes)) return { fault: 'bytes that are not UTF-8' }
  const text = Buffer.from(bytes).toString('utf8')
  if (isJson(mediaType)) return parseJson(text)
  const value = readForm({ document, schemas }, content, text)
  return value === undefined ? { fault: 'a form that cannot be decoded' } : { value }
}

function checkValue(
  { description: { document }, book, schemas }: RequestContext,
  operation: Operation,
  { schema, mediaType }: Content,
  value: unknown,
): RequestCheck {
  if (schema === undefined) return { testedRules: [], problems: [] }
  const errors = schemas.checkRequest(schema, value)
  const ruleOf = (pointer: string): RuleId =>
    book.bodyRuleAt(operation, pointer) ?? ruleIds.bodyMediaType(operation, mediaType)
  const toProblem = (error: SchemaError): RequestProblem => {
    const keyword = keywordOf(error.pointer)
    const missing = keyword === 'required' ? get(document, error.pointer) : undefined
    const pointer =
      typeof missing === 'string' ? joinPointer(error.instancePath, missing) : error.instancePath
    const violation = { in: 'body', pointer, keyword } as const
    const rule = book.bodyRuleAt(operation, error.pointer)
    return {
      rule: rule ?? ruleIds.bodyMediaType(operation, mediaType),
      violation,
      expected: `body: ${error.expected}`,
      actual: error.actual,
      isRejectable: rule !== undefined,
    }
  }
  return {
    testedRules: schemas.applicableKeywords(schema, value).map(ruleOf),
    problems: errors.map(toProblem),
  }
}
