import {
  dereference,
  essence,
  isBinaryType,
  isForm,
  isJson,
  isRange,
  isText,
  isXml,
  valuesOfExamples,
} from '../description/index.ts'
import type { Content, OpenAPIDocument } from '../description/index.ts'
import { textOf, shapeOf, validValue } from '../schema/index.ts'
import { formText, isFormValue } from './form.ts'
import { canCarryMultipart, encodeMultipart, fileTypesOf, isMultipart } from './multipart.ts'
import { sampleBytes } from './sample-bytes.ts'
import { xmlText } from './xml.ts'

/** A body as bytes, and the value that they mean, if any. */
export interface Payload {
  /** Null sends no `Content-Type`. */
  readonly contentType: string | null
  readonly bytes: Uint8Array
  readonly value?: unknown
  /** Whether a server may know more about a valid body than the description says: a file, or XML. */
  readonly isGuess?: boolean
}

/** Whether any value can be encoded in this media type. */
export function canEncode({ mediaType }: Content): boolean {
  const type = concreteMediaType(mediaType)
  return isJson(type) || isText(type) || isForm(type)
}

/** Returns the media type to send for one of the description, which may be a range. */
export function concreteMediaType(mediaType: string): string {
  if (/^(?:\*|application)\/\*$/.test(essence(mediaType))) return 'application/json'
  if (essence(mediaType).startsWith('application/*+')) return essence(mediaType).replace('*', 'example')
  return essence(mediaType) === 'text/*' ? 'text/plain' : mediaType
}

/**
 * Writes a value as a body: JSON, a form, parts, or a text as it is.
 *
 * @param document if it is given, a part that its schema calls a file is written as a sample file
 */
export function encode(content: Content, value: unknown, document?: OpenAPIDocument): Payload {
  const { mediaType, object } = content
  const type = concreteMediaType(mediaType)
  if (isMultipart(type)) {
    const files = document === undefined ? undefined : fileTypesOf(document, content)
    const isGuess = Object.keys(Object(value) as object).some((name) => files?.has(name))
    return { ...encodeMultipart(content, value, files), value, ...(isGuess && { isGuess }) }
  }
  const text = isForm(type)
    ? formText(value, object.encoding)
    : isText(type)
      ? textOf(value)
      : JSON.stringify(value)
  return { contentType: type, bytes: Buffer.from(text), value }
}

/** Returns a body of these bytes. `value` is their meaning, if any. */
export function raw(contentType: string | null, bytes: string | Uint8Array, value?: unknown): Payload {
  return { contentType, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, value }
}

/** Text that is the same in every charset. */
const PLAIN = /^[\x20-\x7e]+$/

/** Whether a body of this media type can carry a value so that all recipients read the same value. */
export function canCarryBody(document: OpenAPIDocument, content: Content, value: unknown): boolean {
  const { mediaType, object, schema } = content
  const type = concreteMediaType(mediaType)
  if (isForm(type)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const described = schema === undefined ? new Map() : shapeOf(document, schema).properties
    return Object.entries(value).every(
      ([key, child]) => !described.has(key) || isFormValue(child, key, object.encoding),
    )
  }
  return !isText(type) || (typeof value !== 'object' && PLAIN.test(textOf(value)))
}

/**
 * Returns a valid body: the first valid example, or the simplest value. A file and XML are guesses. Undefined if there is
 * no such value.
 */
export function validBody(document: OpenAPIDocument, content: Content): Payload | undefined {
  const { mediaType, object, schema, pointer } = content
  const known = valuesOfExamples(object)
  // A text as an example of multipart is a whole body, or else the content of its file.
  const texts = known.filter((value) => typeof value === 'string')
  const text = isMultipart(mediaType) ? texts.find((value) => value.startsWith('--')) : texts[0]
  if (!canEncode(content) && !(isMultipart(mediaType) && text === undefined)) {
    return typeof text === 'string' ? raw(mediaType, text) : guessedBody(document, content, known)
  }
  const isUsable = (value: unknown): boolean =>
    isMultipart(mediaType)
      ? Object.keys(Object(value) as object).length > 0 && canCarryMultipart(document, content, value)
      : canCarryBody(document, content, value)
  const isShared = schema !== undefined && known.length === 0 && object.encoding === undefined
  const key = isShared ? `${mediaType} ${dereference(document, schema).pointer}` : pointer
  const found =
    schema === undefined
      ? [...known, {}, 'a'].filter(isUsable).map((value) => ({ value }))[0]
      : validValue(document, schema, known, key, isUsable)
  if (found === undefined) return undefined
  // The text of an example is the content of its file.
  return known.includes(found.value) ? encode(content, found.value) : encode(content, found.value, document)
}

/** Returns a body of a media type that no value can be written in: XML by its schema, or a sample file. */
function guessedBody(
  document: OpenAPIDocument,
  { mediaType, schema }: Content,
  known: readonly unknown[],
): Payload | undefined {
  if (isXml(mediaType)) {
    const found =
      schema === undefined ? known.map((value) => ({ value }))[0] : validValue(document, schema, known)
    if (typeof found?.value !== 'object') return undefined
    return { ...raw(mediaType, xmlText(document, schema, found.value)), isGuess: true }
  }
  const type = mediaType.replace(/^image\/\*/, 'image/png').replace(/^audio\/\*/, 'audio/wav')
  return isBinaryType(type) && !isRange(type) ? { ...raw(type, sampleBytes(type)), isGuess: true } : undefined
}
