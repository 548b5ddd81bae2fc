import { isToken } from '../../description/index.ts'
import type { SentRequest } from './exchange.ts'

/** The origin form of a request target (RFC 9112, section 3.2.1; RFC 3986, section 3.3). */
const TARGET = /^\/(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i

/** A field value without control characters (RFC 9110, section 5.5). */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** The headers that frame a message or address it. A request with two of one kind is ambiguous. */
const SINGLE = ['host', 'content-length', 'transfer-encoding', 'content-type']

/** Above this size of head and body together, a server may close the connection without a response. */
const LARGE = 64 * 1024

/** Returns why a server need not respond to a request: it is not well-formed HTTP, or large. Undefined if it must. */
export function mayBeIgnored(request: SentRequest): string | undefined {
  if (!isWellFormed(request)) return 'the request is not well-formed HTTP'
  return sizeOf(request) > LARGE ? 'the request is larger than 64 KiB' : undefined
}

function isWellFormed({ method, path, headers, body }: SentRequest): boolean {
  const names = headers.map(([name]) => name.toLowerCase())
  const countOf = (name: string): number => names.filter((other) => other === name).length
  const isChunked = countOf('transfer-encoding') > 0
  const given = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  return (
    isToken(method) &&
    (TARGET.test(path) || path === '*') &&
    headers.every(([name, value]) => isToken(name) && VALUE.test(value)) &&
    SINGLE.every((name) => countOf(name) <= 1) &&
    !(isChunked && given !== undefined) &&
    (given === undefined || given.trim() === String(body?.byteLength ?? 0))
  )
}

function sizeOf({ path, headers, body }: SentRequest): number {
  const head = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, path.length)
  return head + (body?.byteLength ?? 0)
}
