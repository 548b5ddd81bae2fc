import { joinPointer } from '../../description/index.ts'
import type { Located, MediaTypeObject, OpenAPIDocument } from '../../description/index.ts'
import { essence, isJson } from '../payload.ts'
import type { Payload } from '../request.ts'
import { textOf } from './example.ts'
import { simplest } from './samples.ts'

export type Content = Located<{ mediaType: string; object: MediaTypeObject }>

const FORM = 'application/x-www-form-urlencoded'

/** Whether bodies of this media type can be made here. */
export function canEncode(mediaType: string): boolean {
  return isJson(essence(mediaType)) || essence(mediaType) === FORM
}

/** A value as a body of a media type: JSON, or a form with brackets (`a[b]=1&c[0]=2`). */
export function encode(mediaType: string, value: unknown): Payload {
  const text = essence(mediaType) === FORM ? formText(value) : JSON.stringify(value)
  return { contentType: mediaType, bytes: Buffer.from(text), value }
}

/** Bytes as they are, under a content type; they mean nothing, or what `value` says. */
export function raw(contentType: string | null, bytes: string | Uint8Array, value?: unknown): Payload {
  return { contentType, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, value }
}

export function isForm(mediaType: string): boolean {
  return essence(mediaType) === FORM
}

function formText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .flatMap(([key, child]) => pairs(encodeURIComponent(key), child))
    .join('&')
}

function pairs(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => pairs(`${name}[${index}]`, item))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, child]) =>
      pairs(`${name}[${encodeURIComponent(key)}]`, child),
    )
  }
  return [`${name}=${encodeURIComponent(textOf(value))}`]
}

/** A body that means something: the first example, or the simplest that fits the schema. */
export function validBody(document: OpenAPIDocument, content: Content): Payload {
  const { mediaType, object, pointer } = content
  const [named] = Object.values(object.examples ?? {})
  const example = named?.value ?? object.example
  return encode(mediaType, example ?? simplest(document, joinPointer(pointer, 'schema')))
}
