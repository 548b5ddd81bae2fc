import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { ReceivedResponse } from './exchange.ts'
import { sizeText } from './size.ts'
import { TARGET_DEFAULTS } from './target.ts'

/** How many codings are removed. Each one costs time. */
const MAX_CODINGS = 5

const DECODERS = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
])

/**
 * Removes the content codings of a body, the last one first (RFC 9110, section 8.4). A server may compress even if the
 * request has no `Accept-Encoding` (section 12.5.3).
 *
 * @param limit the most bytes that a body may decode to. A longer one may be a decompression bomb
 * @returns the body, or the encoded body and an error if it does not have the codings of `Content-Encoding`
 */
export function decodeContent(
  body: Uint8Array,
  fields: readonly string[] = [],
  limit: number = TARGET_DEFAULTS.maxResponse,
): Pick<ReceivedResponse, 'body' | 'encodingError' | 'tooLong'> {
  const codings = codingsOf(fields)
  if (body.byteLength === 0 || codings.length === 0) return { body }
  if (codings.length > MAX_CODINGS) return { body, encodingError: `${codings.length} content codings` }
  let decoded = body
  for (const coding of codings.reverse()) {
    const decode = DECODERS.get(coding)
    if (decode === undefined) return { body, encodingError: `Content-Encoding: ${coding}` }
    try {
      decoded = decode(decoded, { maxOutputLength: limit })
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'ERR_BUFFER_TOO_LARGE')
        return { body: new Uint8Array(), tooLong: `${sizeText(limit)} after its content coding is removed` }
      return {
        body,
        encodingError: `Content-Encoding: ${coding}, but the body is not ${coding} (${message})`,
      }
    }
  }
  return { body: decoded }
}

/** Returns a coding of `Content-Encoding` that cannot be removed here. */
export function unknownCoding(fields: readonly string[]): string | undefined {
  return codingsOf(fields).find((coding) => !DECODERS.has(coding))
}

function codingsOf(fields: readonly string[]): string[] {
  return fields
    .flatMap((field) => field.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
}
