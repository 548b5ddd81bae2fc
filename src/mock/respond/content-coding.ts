import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { responseFor } from '../../description/index.ts'
import { headerOf, withHeaders } from '../server/mock-response.ts'
import type { SerializedResponse } from '../server/mock-response.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'
import type { RoutedRequest } from './documented-responses.ts'

const ENCODERS: ReadonlyMap<string, (body: string | Buffer) => Buffer> = new Map([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])

/**
 * Returns a response whose body has the coding that its `Content-Encoding` names. The header is left out if the request
 * does not ask for the coding and the description does not require the header, or if the coding is unknown.
 */
export function withContentCoding(
  { endpoint: { operation }, request }: RoutedRequest,
  response: SerializedResponse,
): SerializedResponse {
  const coding = headerOf(response.headers, 'content-encoding')?.trim().toLowerCase()
  if (coding === undefined || coding === 'identity') return response
  const described = responseFor(operation, response.status)?.headers ?? []
  const isRequired = described.some(
    ({ name, object }) => name.toLowerCase() === 'content-encoding' && object.required === true,
  )
  const encode = isRequired || accepts(request, coding) ? ENCODERS.get(coding) : undefined
  if (encode === undefined || response.body === undefined)
    return { ...response, headers: withHeaders(response.headers, { 'Content-Encoding': undefined }) }
  return { ...response, body: encode(response.body) }
}

/** Whether `Accept-Encoding` names a coding (RFC 9110, section 12.5.3). */
function accepts(request: MockRequest, coding: string): boolean {
  return headerValues(request, 'accept-encoding')
    .flatMap((value) => value.toLowerCase().split(','))
    .some((entry) => {
      const [name = '', weight = ''] = entry.split(';').map((part) => part.trim())
      return name === coding && !/^q=0(?:\.0*)?$/.test(weight)
    })
}
