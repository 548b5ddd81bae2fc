import { isUtf8 } from 'node:buffer'
import { STATUS_CODES } from 'node:http'
import type { HarContent, HarEntry, HarPair, HarPostData, HarRequest, HarResponse } from './har.ts'
import { headerOf } from './read-entry.ts'
import type { HeaderPair, RecordedExchange, RecordedRequest, RecordedResponse } from './recorded-exchange.ts'

/** Returns an exchange as an entry of a HAR file. The status 0 says that no response arrived. */
export function entryOf({ request, response, sentAt, receivedAt, origin }: RecordedExchange): HarEntry {
  const time = Math.max(0, receivedAt - sentAt)
  return {
    startedDateTime: new Date(sentAt).toISOString(),
    time,
    request: requestOf(request),
    response: response === undefined ? NO_RESPONSE : responseOf(response),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment: origin,
  }
}

const NO_RESPONSE: HarResponse = {
  status: 0,
  statusText: '',
  httpVersion: '',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: '' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
}

function requestOf({ method, url, headers, body, isBodyLost }: RecordedRequest): HarRequest {
  const [, query = ''] = /\?(.*)$/s.exec(url) ?? []
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: headers.flatMap(([name, value]) =>
      /^cookie$/i.test(name) ? value.split(';').map(cookieOf) : [],
    ),
    headers: headers.map(pairOf),
    queryString: query === '' ? [] : query.split('&').map(fieldOf),
    ...(body !== undefined && { postData: postDataOf(body, headerOf(headers, 'content-type') ?? '') }),
    headersSize: -1,
    bodySize: body?.byteLength ?? (isBodyLost ? -1 : 0),
  }
}

function responseOf({ status, headers, body, isBodyLost, encodingError }: RecordedResponse): HarResponse {
  const mimeType = headerOf(headers, 'content-type') ?? ''
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: headers.flatMap(([name, value]) => (/^set-cookie$/i.test(name) ? [cookieOf(value)] : [])),
    headers: headers.map(pairOf),
    content: isBodyLost
      ? { size: -1, mimeType }
      : {
          ...contentOf(body, mimeType),
          ...(encodingError !== undefined && { _encodingError: encodingError }),
        },
    redirectURL: headerOf(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: -1,
  }
}

function contentOf(body: Uint8Array, mimeType: string): HarContent {
  return isText(body, mimeType)
    ? { size: body.byteLength, mimeType, text: Buffer.from(body).toString('utf8') }
    : { size: body.byteLength, mimeType, text: Buffer.from(body).toString('base64'), encoding: 'base64' }
}

function postDataOf(body: Uint8Array, mimeType: string): HarPostData {
  return isText(body, mimeType)
    ? { mimeType, text: Buffer.from(body).toString('utf8') }
    : { mimeType, text: Buffer.from(body).toString('base64'), encoding: 'base64' }
}

/** Returns whether a text keeps every byte, as a reader of the file will encode it again. */
function isText(body: Uint8Array, mimeType: string): boolean {
  const bytes = Buffer.from(body)
  const isPlain = isUtf8(bytes) && !/charset="?(?!utf-?8)/i.test(mimeType)
  return isPlain && Buffer.from(bytes.toString('utf8')).equals(bytes)
}

function pairOf([name, value]: HeaderPair): HarPair {
  return { name, value }
}

function fieldOf(pair: string): HarPair {
  const [name = '', value = ''] = pair.split(/=(.*)/s)
  return { name, value }
}

function cookieOf(text: string): HarPair {
  const [name = '', value = ''] = (text.split(';')[0] ?? '').trim().split(/=(.*)/s)
  return { name, value }
}
