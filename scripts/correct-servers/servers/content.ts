import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import type { Body, Domain } from '../domain/api.ts'

/** Returns whether a request has content: a length, or chunks. */
export function hasContent(headers: IncomingHttpHeaders): boolean {
  return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined
}

/** Returns the body for content in a media type that the framework did not parse. */
export function unparsed(headers: IncomingHttpHeaders, { choices }: Domain): Body {
  if (!hasContent(headers)) return undefined
  const isMultipart = /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')
  const isShort = Number(headers['content-length'] ?? 0) < 20
  if (isMultipart && isShort && choices.emptyMultipart === 'none') return undefined
  return { rejection: 'media_type_unsupported' }
}

/** Thrown by a parser of bytes that are not UTF-8, which the frameworks would replace. */
export class NotUtf8 extends Error {
  override readonly name = 'NotUtf8'
  readonly status = 400
}

/** @throws NotUtf8 */
export function checkUtf8(bytes: Buffer): void {
  if (!isUtf8(bytes)) throw new NotUtf8('The body is not UTF-8.')
}

/** Returns the header getter of a framework that has them as Node.js does. */
export function headerOf(headers: IncomingHttpHeaders): (name: string) => string | undefined {
  return (name) => {
    const value = headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }
}

/** Returns the description's media type of the bodies. */
export function mediaTypeOf({ api }: Domain): string {
  return api === 'stripe' ? 'application/x-www-form-urlencoded' : 'application/json'
}
