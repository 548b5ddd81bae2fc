import type { ReceivedResponse } from './exchange.ts'

const cache = new WeakMap<ReceivedResponse, { value: unknown } | { fault: string }>()

/**
 * A response's body as JSON, strictly: valid UTF-8, one value.
 *
 * @returns the value, or what is wrong
 */
export function readJson(response: ReceivedResponse): { value: unknown } | { fault: string } {
  let read = cache.get(response)
  if (read === undefined) {
    read = parse(response.body)
    cache.set(response, read)
  }
  return read
}

/** A response's body as JSON, or undefined where it is none. */
export function jsonOf(response: ReceivedResponse): unknown {
  const read = readJson(response)
  return 'value' in read ? read.value : undefined
}

function parse(body: Uint8Array): { value: unknown } | { fault: string } {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return { fault: 'bytes that are not UTF-8' }
  }
  if (text === '') return { fault: 'an empty body' }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { fault: text.length > 120 ? `${text.slice(0, 120)}…` : text }
  }
}

export function isJson(mediaType: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json$/i.test(mediaType)
}

/** Whether a body of this media type is a value that a schema can judge: JSON or text. */
export function isReadable(mediaType: string): boolean {
  return isJson(mediaType) || /^text\/(?!html|xml)/i.test(mediaType)
}

/** The essence of a media type: without parameters, in lower case (RFC 9110, section 8.3.1). */
export function essence(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}
