import { essence, isJson, isReadable, readJson } from '../payload.ts'
import { NOTHING } from './check.ts'
import type { Check } from './check.ts'
import { documentedResponse, isJudged } from './documented.ts'
import { covers } from './media-type.ts'

/** A JSON body is JSON and fits the schema of its status; so does text. */
export const body: Check = (exchange, { book, schemas }) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !isJudged(exchange)) return NOTHING
  const sent = exchange.response.headers.get('content-type')?.[0]
  // A wrong media type is the media-type check's to tell; the body is judged as the documented one all the same.
  const content =
    response.content.find(({ mediaType }) => sent !== undefined && covers(mediaType, essence(sent))) ??
    response.content.find(({ mediaType }) => isJson(mediaType))
  if (content === undefined || !isReadable(content.mediaType)) return NOTHING
  const place = `${exchange.operation.id}/responses/${response.status}/${content.mediaType}`
  const read = isJson(content.mediaType)
    ? readJson(exchange.response)
    : { value: new TextDecoder().decode(exchange.response.body) }
  if ('fault' in read) {
    return { reached: [place], findings: [{ rule: place, expected: 'a JSON body', actual: read.fault }] }
  }
  if (content.object.schema === undefined) return NOTHING
  const pointer = `${content.pointer}/schema`
  const reached = schemas.reached(pointer, read.value).flatMap((at) => book.at(at) ?? [])
  const findings = schemas.check(pointer, read.value).map((error) => ({
    rule: book.at(error.pointer) ?? place,
    expected: error.expected,
    actual: error.actual,
  }))
  return { reached, findings }
}
