import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

/** The most bytes that a response body may decode to. A longer one is a decompression bomb. */
const MAX_DECODED_BYTES = 64 * 1024 * 1024

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
 * @returns the body, or the encoded body and an error if it does not have the codings of `Content-Encoding`
 */
export function decodeContent(
  body: Uint8Array,
  fields: readonly string[] = [],
): { body: Uint8Array; encodingError?: string } {
  const codings = fields
    .flatMap((field) => field.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (body.byteLength === 0 || codings.length === 0) return { body }
  let decoded = body
  for (const coding of codings.reverse()) {
    const decode = DECODERS.get(coding)
    if (decode === undefined) return { body, encodingError: `Content-Encoding: ${coding}` }
    try {
      decoded = decode(decoded, { maxOutputLength: MAX_DECODED_BYTES })
    } catch (error) {
      return {
        body,
        encodingError: `Content-Encoding: ${coding}, but the body is not ${coding} (${reasonOf(error)})`,
      }
    }
  }
  return { body: decoded }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ERR_BUFFER_TOO_LARGE' ? 'more than 64 MiB' : message
}
