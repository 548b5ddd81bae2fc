import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

/** What an answer may come to in bytes: more is no body that anybody meant to send. */
const LARGEST = 64 * 1024 * 1024

const DECODERS = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
])

/**
 * A body without its content codings, the last one first (RFC 9110, section 8.4): a server may compress for whoever
 * says nothing of `Accept-Encoding` (section 12.5.3).
 *
 * @returns the body as it came and what is wrong where it is not what `Content-Encoding` says
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
  let plain = body
  for (const coding of codings.reverse()) {
    const decode = DECODERS.get(coding)
    if (decode === undefined) return { body, encodingError: `Content-Encoding: ${coding}` }
    try {
      plain = decode(plain, { maxOutputLength: LARGEST })
    } catch (error) {
      return {
        body,
        encodingError: `Content-Encoding: ${coding}, and bytes that are none (${saysOf(error)})`,
      }
    }
  }
  return { body: plain }
}

function saysOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ERR_BUFFER_TOO_LARGE' ? 'they never end' : message
}
