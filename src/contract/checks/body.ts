import type { Content } from '../../description/index.ts'
import { covers, essence, isJson, isRange, isReadable, readJson } from '../payload.ts'
import type { SchemaError } from '../schema-set.ts'
import { readings } from '../values/reading.ts'
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
  if (!isJson(mediaType))
    return judged(content, place, new TextDecoder().decode(exchange.response.body), context)
  const read = readJson(exchange.response)
  if ('fault' in read) {
    return { reached: [place], findings: [{ rule: place, expected: 'a JSON body', actual: read.fault }] }
  }
  return judgedValues(content, place, [read.value], context)
}

/** The documented body that a media type is: the most specific that covers it. */
export function contentFor(contents: readonly Content[], sent: string | undefined): Content | undefined {
  const covering = contents.filter(({ mediaType }) => sent !== undefined && covers(mediaType, essence(sent)))
  return covering.find(({ mediaType }) => !isRange(mediaType)) ?? covering[0]
}

function judged(content: Content, place: string, text: string, context: CheckContext): CheckResult {
  const { document } = context.description
  const values =
    content.schema === undefined ? [] : readings({ document, schemas: context.schemas }, content.schema, text)
  return judgedValues(content, place, values.length > 0 ? values : [text], context)
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
