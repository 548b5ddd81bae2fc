import { randomKey } from '../idempotency-key.ts'
import { isStream } from '../request-parts.ts'
import { plainText } from './plain-text.ts'
import type { WrittenBody } from './plan.ts'

/**
 * Writes a body as `multipart/form-data` (RFC 7578): a file or a text for each property, JSON for an object, and a part
 * for each item of a list.
 *
 * @param types the media types of the parts that the description sets
 */
export const multipartBody =
  (type: string, types: Readonly<Record<string, string>> = {}) =>
  (value: unknown): WrittenBody => {
    const boundary = `part-${randomKey()}`
    const parts = Object.entries(value ?? {}).flatMap(([name, property]: [string, unknown]) => {
      const partType = Object.hasOwn(types, name) ? types[name] : undefined
      const items: unknown[] = Array.isArray(property) ? property : [property]
      return items
        .filter((item) => item !== undefined)
        .flatMap((item) => partOf(boundary, name, item, partType))
    })
    return {
      body: new Blob([...parts, `--${boundary}--\r\n`]),
      type: `${type}; boundary=${boundary}`,
    }
  }

/** A part of a Blob. The type has no name that Node and browsers share. */
type Part = NonNullable<ConstructorParameters<typeof Blob>[0]>[number]

const partOf = (boundary: string, name: string, item: unknown, type: string | undefined): Part[] => {
  if (isStream(item)) throw new TypeError('A part cannot be a stream: its length is unknown.')
  const isFile = item instanceof Blob || item instanceof ArrayBuffer || ArrayBuffer.isView(item)
  const fileName = item instanceof File ? item.name : 'file'
  const isJson = typeof item === 'object' && !isFile
  const exactType = type?.includes('*') || type?.includes(',') ? undefined : type
  const ownType = isFile
    ? (item instanceof Blob ? item.type : '') || 'application/octet-stream'
    : isJson
      ? 'application/json'
      : undefined
  const partType = exactType ?? ownType
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`
  const head = isFile ? `${disposition}; filename="${quoted(fileName)}"` : disposition
  return [
    `--${boundary}\r\n${head}\r\n${partType === undefined ? '' : `Content-Type: ${partType}\r\n`}\r\n`,
    isFile
      ? (item as Part)
      : isJson || /[/+]json\b/.test(partType ?? '')
        ? JSON.stringify(item)
        : plainText(item),
    '\r\n',
  ]
}

/** Escapes a name as browsers do (HTML, "multipart/form-data encoding algorithm"). */
const quoted = (name: string): string => name.replace(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22')
