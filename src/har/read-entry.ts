import type { HeaderPair, RecordedExchange, RecordedRequest, RecordedResponse } from './recorded-exchange.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Returns the exchange of an entry. Recorders leave out different parts: what is missing and was sent is marked as lost.
 *
 * @throws TypeError if the entry has no request with a method and a URL
 */
export function exchangeOf(entry: unknown, origin: string): RecordedExchange {
  const all = record(entry)
  const sentAt = timeOf(all['startedDateTime'])
  const time = number(all['time']) ?? 0
  const request = readRequest(record(all['request']))
  const response = readResponse(record(all['response']), request.method)
  const madeBy = makerOf(all, record(all['response']))
  return {
    request,
    response: response && madeBy !== undefined ? { ...response, madeBy } : response,
    sentAt,
    receivedAt: sentAt === 0 ? 0 : sentAt + Math.max(0, time),
    origin,
  }
}

/** Returns who made a response instead of the server, as browsers note it. */
function makerOf(entry: Json, response: Json): RecordedResponse['madeBy'] {
  if (entry['_fromCache'] !== undefined || response['_fromDiskCache'] === true) return 'a cache'
  if (entry['_fetchedViaServiceWorker'] === true) return 'a service worker'
  // A browser goes to HTTPS by itself where it knows that a host has it (RFC 6797).
  const isRedirect = headerOf(pairs(response['headers']), 'non-authoritative-reason') !== undefined
  return isRedirect || response['statusText'] === 'Internal Redirect' ? 'the browser' : undefined
}

/** Returns a time in milliseconds, which some recorders write as a number; 0 without a valid time. */
function timeOf(value: unknown): number {
  const time = number(value) ?? Date.parse(text(value) ?? '')
  return time > 0 ? time : 0
}

function readRequest(request: Json): RecordedRequest {
  const method = text(request['method'])
  const url = text(request['url'])
  if (method === undefined || url === undefined)
    throw new TypeError('an entry needs `request.method` and `request.url`')
  const headers = pairs(request['headers'])
  const postData = record(request['postData'])
  const body = requestBody(postData, headers)
  const declared = Number(headerOf(headers, 'content-length') ?? number(request['bodySize']) ?? 0)
  return {
    method: method.toUpperCase(),
    url: url.split('#')[0] ?? url,
    headers,
    body,
    isBodyLost: body === undefined && (declared > 0 || isUnreadable(postData)),
  }
}

/** A form may be recorded as its fields only. A file in it is not recorded. */
function requestBody(postData: Json, headers: readonly HeaderPair[]): Uint8Array | undefined {
  const recorded = text(postData['text'])
  const mediaType = headerOf(headers, 'content-type') ?? text(postData['mimeType']) ?? ''
  if (recorded !== undefined && (recorded !== '' || postData['params'] === undefined))
    return recorded === '' ? undefined : bytesOf(recorded, postData['encoding'], mediaType)
  const fields = pairs(postData['params'])
  if (fields.length === 0 || !/^application\/x-www-form-urlencoded/i.test(mediaType)) return undefined
  const written = fields.map(([name, value]) => `${encodeField(name)}=${encodeField(value)}`).join('&')
  return Buffer.from(written)
}

/** Returns whether a body was recorded in another way than as its text. */
function isUnreadable(postData: Json): boolean {
  const fields: unknown = postData['params']
  const hasFields = Array.isArray(fields) && fields.length > 0
  return hasFields || (postData['mimeType'] !== undefined && postData['text'] === undefined)
}

/** Fields are recorded as they were sent by some tools, and decoded by others. */
function encodeField(part: string): string {
  return /^(?:[\w.*+-]|%[\da-f]{2})*$/i.test(part) ? part : encodeURIComponent(part)
}

/** Returns undefined if no response arrived: tools record the status 0 or -1 then. */
function readResponse(response: Json, method: string): RecordedResponse | undefined {
  const status = number(response['status']) ?? 0
  if (status < 100) return undefined
  const headers = pairs(response['headers'])
  const content = record(response['content'])
  // Browsers record the body that they have in their cache.
  const recorded = status === 304 ? '' : text(content['text'])
  const mediaType = headerOf(headers, 'content-type') ?? text(content['mimeType']) ?? ''
  const body = recorded === undefined ? new Uint8Array() : bytesOf(recorded, content['encoding'], mediaType)
  // A body whose size is not known may have been received.
  const unknown = recorded === undefined ? 1 : 0
  const size = Math.max(sizeOf(content['size'], unknown), sizeOf(response['bodySize'], 0))
  const declared = Number(headerOf(headers, 'content-length') ?? 0)
  const mayHaveBody = method !== 'HEAD' && status >= 200 && status !== 204 && status !== 304
  const isEmpty = recorded === undefined || recorded === ''
  const isLost = isEmpty && mayHaveBody && (size > 0 || declared > 0 || isElsewhere(content))
  const encodingError = text(content['_encodingError'])
  return {
    status,
    headers,
    body,
    isBodyLost: isLost,
    ...(encodingError !== undefined && { encodingError }),
  }
}

/** @param unknown the size that stands for -1 and for no size */
function sizeOf(value: unknown, unknown: number): number {
  const size = number(value) ?? -1
  return size < 0 ? unknown : size
}

/** Playwright can write bodies to files beside the recording. */
function isElsewhere(content: Json): boolean {
  return content['_file'] !== undefined || content['_sha1'] !== undefined
}

/**
 * Returns the bytes of a recorded text. Recorders decode it, so it is encoded again in the charset of its media type,
 * as far as that is common.
 */
function bytesOf(recorded: string, encoding: unknown, mediaType: string): Uint8Array {
  if (typeof encoding === 'string' && /^base64$/i.test(encoding)) return Buffer.from(recorded, 'base64')
  const isLatin1 = /charset="?(?:iso-8859-1|latin1|windows-1252)/i.test(mediaType)
  return Buffer.from(recorded, isLatin1 ? 'latin1' : 'utf8')
}

/** Headers of HTTP/2 that are not fields begin with a colon. Playwright joins the lines of one field by a line break. */
function pairs(list: unknown): HeaderPair[] {
  const items: unknown[] = Array.isArray(list) ? list : []
  return items.flatMap((item): HeaderPair[] => {
    const { name, value } = record(item)
    if (typeof name !== 'string' || name.startsWith(':')) return []
    const sent = text(value) ?? ''
    return sent.includes('\n') ? sent.split(/\r?\n/).map((line) => [name, line]) : [[name, sent]]
  })
}

/** Returns the value of a header by its name in lower case. */
export function headerOf(headers: readonly HeaderPair[], lowerName: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === lowerName)?.[1]
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function number(value: unknown): number | undefined {
  // Some recorders write numbers as texts.
  const result = typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value
  return typeof result === 'number' && Number.isFinite(result) ? result : undefined
}
