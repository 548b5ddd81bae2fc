import { dereference, essence, isJson } from '../description/index.ts'
import type { Content, OpenAPIDocument, Schema } from '../description/index.ts'
import { shapeOf, textOf } from '../schema/index.ts'
import { sampleBytes } from './sample-bytes.ts'

/** Separates the parts. It is always the same, so that a request can be repeated. */
const BOUNDARY = 'part-7d1f0c3ab2e94f58'

/** Whether a media type is that of a form with parts. */
export function isMultipart(mediaType: string): boolean {
  return essence(mediaType) === 'multipart/form-data'
}

/** Property → media type, for the properties that are files. */
type FileTypes = ReadonlyMap<string, string>

/**
 * Writes an object as parts: a list as a part for each item (OpenAPI 3.1.1, "Encoding `multipart` Media Types").
 *
 * @param files the properties that are written as sample files, whatever their value is
 */
export function encodeMultipart(
  { object }: Content,
  value: unknown,
  files: FileTypes = new Map(),
): { contentType: string; bytes: Buffer } {
  const parts = Object.entries(Object(value) as Record<string, unknown>).flatMap(([name, child]) =>
    (Array.isArray(child) ? (child as unknown[]) : [child]).flatMap((item) => {
      const fileType = files.get(name)
      const type = fileType ?? typeOf(object.encoding?.[name]?.contentType, item)
      const header = type === undefined ? '' : `Content-Type: ${type}\r\n`
      const disposition = `form-data; name="${escapeName(name)}"${fileType === undefined ? '' : '; filename="file"'}`
      const text = type !== undefined && isJson(type) ? JSON.stringify(item) : textOf(item)
      return [
        Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\n${header}\r\n`),
        fileType === undefined ? Buffer.from(text) : sampleBytes(fileType),
        Buffer.from('\r\n'),
      ]
    }),
  )
  return {
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
    bytes: Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]),
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

/** Whether parts can carry a value so that all recipients read the same value. The content of a file does not count. */
export function canCarryMultipart(document: OpenAPIDocument, content: Content, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const files = fileTypesOf(document, content)
  const isText = ([name, child]: [string, unknown]): boolean => {
    const items: readonly unknown[] = Array.isArray(child) ? child : [child]
    if (files.has(name)) return items.length > 0 && items.every((item) => typeof item === 'string')
    const type = content.object.encoding?.[name]?.contentType
    const isOther = type !== undefined && !isJson(type) && !/^text\/plain\b/.test(type)
    if (isOther || child === null) return false
    return !Array.isArray(child) || (child.length > 0 && child.every((item) => typeof item !== 'object'))
  }
  return Object.entries(value).every(isText)
}

const knownFiles = new WeakMap<Content, FileTypes>()

/** Returns the media types of the properties that are files. */
export function fileTypesOf(document: OpenAPIDocument, content: Content): FileTypes {
  const known = knownFiles.get(content) ?? findFiles(document, content)
  knownFiles.set(content, known)
  return known
}

function findFiles(document: OpenAPIDocument, { schema, object }: Content): FileTypes {
  const properties = schema === undefined ? new Map<string, string>() : shapeOf(document, schema).properties
  return new Map(
    [...properties].flatMap(([name, at]): [string, string][] => {
      const described = fileTypeOf(document, at)
      if (described === undefined) return []
      const [first = ''] = (object.encoding?.[name]?.contentType ?? '').split(',').map((type) => type.trim())
      return [[name, first === '' || first.includes('*') ? described : first]]
    }),
  )
}

/** Returns the media type of a file, or of the files in a list. Undefined for what is no file. */
function fileTypeOf(document: OpenAPIDocument, pointer: string): string | undefined {
  const { items, schema } = shapeOf(document, pointer)
  const schemas = [schema, ...(items === undefined ? [] : [dereference<Schema>(document, items).value])]
  const file = schemas.find(
    ({ format, contentEncoding, contentMediaType }) =>
      format === 'binary' || contentEncoding !== undefined || contentMediaType !== undefined,
  )
  if (file === undefined) return undefined
  return typeof file['contentMediaType'] === 'string' ? file['contentMediaType'] : OCTETS
}

const OCTETS = 'application/octet-stream'
