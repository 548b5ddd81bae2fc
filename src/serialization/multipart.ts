import { dereference, essence, isJson } from '../description/index.ts'
import type { Content, OpenAPIDocument, Schema } from '../description/index.ts'
import { shapeOf, textOf } from '../schema/index.ts'

/** Separates the parts. It is always the same, so that a request can be repeated. */
const BOUNDARY = 'part-7d1f0c3ab2e94f58'

/** Whether a media type is that of a form with parts. */
export function isMultipart(mediaType: string): boolean {
  return essence(mediaType) === 'multipart/form-data'
}

/** Writes an object as parts: a list as a part for each item (OpenAPI 3.1.1, "Encoding `multipart` Media Types"). */
export function encodeMultipart({ object }: Content, value: unknown): { contentType: string; bytes: Buffer } {
  const parts = Object.entries(Object(value) as Record<string, unknown>).flatMap(([name, child]) =>
    (Array.isArray(child) ? (child as unknown[]) : [child]).map((item) => {
      const type = typeOf(object.encoding?.[name]?.contentType, item)
      const header = type === undefined ? '' : `Content-Type: ${type}\r\n`
      const text = type !== undefined && isJson(type) ? JSON.stringify(item) : textOf(item)
      return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n${header}\r\n${text}\r\n`
    }),
  )
  return {
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
    bytes: Buffer.from(`${parts.join('')}--${BOUNDARY}--\r\n`),
  }
}

/** Returns the media type of a part. Undefined for plain text, which is the default (RFC 7578, section 4.4). */
function typeOf(encoding: string | undefined, value: unknown): string | undefined {
  const [first] = (encoding ?? '').split(',').map((type) => type.trim())
  if (first !== undefined && first !== '') return first
  return typeof value === 'object' && value !== null ? 'application/json' : undefined
}

function escapeName(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent)
}

/**
 * Whether parts can carry a value so that all recipients read the same value. Files are not made: a server may know more
 * about them than the schema says.
 */
export function canCarryMultipart(document: OpenAPIDocument, content: Content, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { schema, object } = content
  const properties = schema === undefined ? new Map<string, string>() : shapeOf(document, schema).properties
  const entries = Object.entries(value)
  const isText = ([name, child]: [string, unknown]): boolean => {
    const at = properties.get(name)
    const type = object.encoding?.[name]?.contentType
    const isOther = type !== undefined && !isJson(type) && !/^text\/plain\b/.test(type)
    if (isOther || (at !== undefined && isFile(document, at)) || child === null) return false
    return !Array.isArray(child) || (child.length > 0 && child.every((item) => typeof item !== 'object'))
  }
  return entries.every(isText)
}

function isFile(document: OpenAPIDocument, pointer: string): boolean {
  const { items, schema } = shapeOf(document, pointer)
  const { format, contentEncoding } = schema
  const isBytes =
    format === 'binary' || contentEncoding !== undefined || schema['contentMediaType'] !== undefined
  if (isBytes || items === undefined) return isBytes
  const { value } = dereference<Schema>(document, items)
  return value.format === 'binary' || value['contentMediaType'] !== undefined
}
