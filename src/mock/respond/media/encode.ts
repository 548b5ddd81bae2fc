import { randomUUID } from 'node:crypto'
import { essence, isForm, isJson, isXml } from '../../../description/index.ts'
import type { Content, OpenAPIDocument } from '../../../description/index.ts'
import { isRecord, textOf } from '../../../schema/index.ts'
import { formText, xmlText } from '../../../serialization/index.ts'

/** A body with its media type, which has a boundary for `multipart`. */
export interface EncodedBody {
  readonly contentType: string
  readonly body: unknown
}

/**
 * Encodes a value as a body of a media type that is not JSON: XML, CSV, events, parts or a form. A text is sent as it is.
 */
export function encodeBody(
  document: OpenAPIDocument,
  content: Content | undefined,
  contentType: string,
  value: unknown,
): EncodedBody {
  if (isJson(contentType) || Buffer.isBuffer(value) || value === undefined)
    return { contentType, body: value }
  const type = essence(contentType)
  if (type.startsWith('multipart/')) return encodeParts(contentType, value)
  if (typeof value === 'string') return { contentType, body: value }
  if (isXml(type)) return { contentType, body: xmlText(document, content?.schema, value) }
  if (isForm(type)) return { contentType, body: formText(value, content?.object.encoding) }
  if (type === 'text/csv') return { contentType, body: csvText(value) }
  if (type === 'text/event-stream') return { contentType, body: eventText(value) }
  if (/(?:ndjson|jsonl|json-seq|json-lines)$/.test(type)) return { contentType, body: linesText(type, value) }
  return { contentType, body: textOf(value) }
}

/** Returns records as CSV with a header (RFC 4180). */
function csvText(value: unknown): string {
  const rows: unknown[] = Array.isArray(value) ? value : [value]
  const names = [...new Set(rows.flatMap((row) => (isRecord(row) ? Object.keys(row) : [])))]
  const lines = rows.map((row) => {
    if (isRecord(row)) return names.map((name) => cell(row[name]))
    return (Array.isArray(row) ? row : [row]).map(cell)
  })
  return [...(names.length > 0 ? [names.map(cell)] : []), ...lines]
    .map((line) => `${line.join(',')}\r\n`)
    .join('')
}

function cell(value: unknown): string {
  const text = textOf(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Returns values as server-sent events (HTML Standard, section 9.2). */
function eventText(value: unknown): string {
  const events: unknown[] = Array.isArray(value) ? value : [value]
  return events
    .map(
      (event) =>
        `${textOf(event)
          .split(/\r\n|\r|\n/)
          .map((line) => `data: ${line}\n`)
          .join('')}\n`,
    )
    .join('')
}

function linesText(type: string, value: unknown): string {
  const start = type.endsWith('json-seq') ? '\u001e' : ''
  const items: unknown[] = Array.isArray(value) ? value : [value]
  return items.map((item) => `${start}${JSON.stringify(item)}\n`).join('')
}

function encodeParts(contentType: string, value: unknown): EncodedBody {
  const boundary = `mock-${randomUUID()}`
  const entries = isRecord(value) ? Object.entries(value) : [['part', value] as const]
  const parts = entries.flatMap(([name, child]) =>
    (Array.isArray(child) ? (child as unknown[]) : [child]).flatMap((item) => [
      Buffer.from(`--${boundary}\r\n${partHeaders(contentType, name, item)}\r\n\r\n`),
      Buffer.isBuffer(item) ? item : Buffer.from(textOf(item)),
      Buffer.from('\r\n'),
    ]),
  )
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
  return { contentType: `${essence(contentType)}; boundary=${boundary}`, body }
}

function partHeaders(contentType: string, name: string, value: unknown): string {
  const type = typeof value === 'object' ? 'application/json' : 'text/plain'
  const disposition = `Content-Disposition: form-data; name="${name.replaceAll('"', '%22')}"`
  const headers = essence(contentType) === 'multipart/form-data' ? [disposition] : []
  return [...headers, `Content-Type: ${type}`].join('\r\n')
}
