import { essence, isJson } from '../../description/index.ts'
import type { Content } from '../../description/index.ts'
import { contentFor, isRange, isReadable, parametersOf, readJson } from '../http/body.ts'
import type { SchemaError } from '../../schema/schema-set.ts'
import { kindsOf } from '../../schema/json-types.ts'
import { readings } from '../../serialization/parse-candidates.ts'
import { NOTHING } from './check.ts'
import type { Check, CheckContext, CheckResult } from './check.ts'
import { documentedResponse, isJudged } from './documented.ts'

/** A JSON body is JSON and fits the schema of its status; so does text. */
export const body: Check = (exchange, context) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !isJudged(exchange)) return NOTHING
  const sent = exchange.response.headers.get('content-type')?.[0]
  // A wrong media type is the media-type check's to tell; the body is judged as the documented one all the same.
  const content =
    contentFor(response.content, sent) ?? response.content.find(({ mediaType }) => isJson(mediaType))
  if (content === undefined) return NOTHING
  const mediaType = isRange(content.mediaType) ? essence(sent ?? '') : content.mediaType
  if (!isReadable(mediaType)) return NOTHING
  const place = `${exchange.operation.id}/responses/${response.status}/${content.mediaType}`
  if (!isJson(mediaType)) {
    const text = textOf(exchange.response.body, sent)
    return text === undefined ? NOTHING : judged(content, place, text, context)
  }
  const read = readJson(exchange.response)
  if ('fault' in read) {
    return { reached: [place], findings: [{ rule: place, expected: 'a JSON body', actual: read.fault }] }
  }
  return judgedValues(content, place, [read.value], context)
}

/** A text as its media type says that it is written; undefined where nobody here can read that. */
function textOf(body: Uint8Array, mediaType: string | undefined): string | undefined {
  const charset = parametersOf(mediaType ?? '').get('charset') ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return undefined
  }
}

function judged(content: Content, place: string, text: string, context: CheckContext): CheckResult {
  const { schema, mediaType } = content
  if (schema === undefined) return NOTHING
  const { document } = context.description
  const kinds = kindsOf(document, schema)
  const isOfText = kinds === undefined || kinds.has('string')
  // How a record is written in YAML or CSV, no schema says; of plain text it is known how a number is.
  const isOfScalar = essence(mediaType) === 'text/plain' && ![...(kinds ?? [])].every(isNested)
  if (!isOfText && !isOfScalar) return NOTHING
  const told = isOfText ? text : text.replace(/\r?\n$/, '')
  const values = readings({ document, schemas: context.schemas, isAnswer: true }, schema, told)
  return judgedValues(content, place, values.length > 0 ? values : [text], context)
}

function isNested(kind: string): boolean {
  return kind === 'object' || kind === 'array'
}

/** @param values what the body may mean: one of them has to fit */
function judgedValues(
  { schema }: Content,
  place: string,
  values: readonly unknown[],
  { book, schemas }: CheckContext,
): CheckResult {
  if (schema === undefined) return NOTHING
  const errors = values.map((value): SchemaError[] => schemas.check(schema, value))
  const fitting = errors.findIndex((some) => some.length === 0)
  const chosen = Math.max(0, fitting)
  const reached = schemas.reached(schema, values[chosen]).flatMap((at) => book.at(at) ?? [])
  const findings = (errors[chosen] ?? []).map((error) => ({
    rule: book.at(error.pointer) ?? place,
    expected: error.expected,
    actual: error.actual,
  }))
  return { reached, findings }
}
