import { essence } from '../description/index.ts'
import type { Content, OpenAPIDocument, Schema } from '../description/index.ts'
import { possibleTypes } from '../serialization/index.ts'
import { dereference } from '../schema/index.ts'

/** How generated code reads a body, and the type that it has: JSON, a text, a Blob or a stream of events. */
export type BodyFormat = 'json' | 'text' | 'blob' | 'events'

/** Text that has no type of its own in JSON: XML, scripts, lines of JSON. */
const TEXT =
  /^text\/|[/+](?:xml|yaml|ndjson|jsonl|json-seq)$|\/(?:x-ndjson|x-yaml|javascript|graphql|x-www-form-urlencoded)$/

/**
 * Returns the formats of a body. It has more than one only if the media type is a range: then the response's
 * `Content-Type` decides.
 */
export function bodyFormats(document: OpenAPIDocument, { mediaType, schema }: Content): BodyFormat[] {
  const type = essence(mediaType) || mediaType.toLowerCase()
  if (/[/+]json$/.test(type)) return ['json']
  if (type === 'text/event-stream') return ['events']
  if (type === '*/*' || type === 'application/*') return formatsOfRange(document, schema)
  return [TEXT.test(type) ? 'text' : 'blob']
}

function formatsOfRange(document: OpenAPIDocument, schema: string | undefined): BodyFormat[] {
  if (schema === undefined) return ['json', 'text', 'blob']
  if (isBinary(document, schema)) return ['blob']
  return (possibleTypes(document, schema)?.has('string') ?? true) ? ['json', 'text'] : ['json']
}

/** Whether a schema stands for bytes: a text of the format `binary`, or of a media type without an encoding. */
export function isBinary(document: OpenAPIDocument, pointer: string): boolean {
  const { value } = dereference<Schema | boolean>(document, pointer)
  return typeof value === 'object' && isBinarySchema(value)
}

/** Whether a schema describes bytes: a string that is `binary`, or of a media type and not encoded. */
export function isBinarySchema({ type, format, contentMediaType, contentEncoding }: Schema): boolean {
  if (type !== undefined && ![type].flat().includes('string')) return false
  if (format === 'binary') return true
  return contentMediaType !== undefined && contentEncoding === undefined && !isJsonText(contentMediaType)
}

const isJsonText = (contentMediaType: unknown): boolean =>
  typeof contentMediaType === 'string' && contentMediaType.includes('json')
