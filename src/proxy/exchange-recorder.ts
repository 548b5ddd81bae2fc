import type { IncomingMessage } from 'node:http'
import { decodeContent, unknownCoding } from '../contract/index.ts'
import type { HeaderPair, RecordedExchange } from '../har/index.ts'

/** The longest body that is checked and recorded, in bytes. A longer one is passed on all the same. */
export const MAX_BODY = 10_000_000

/** Keeps a copy of what passes. */
export class BodyCopy {
  private readonly chunks: Buffer[] = []
  private length = 0

  add(chunk: Buffer): void {
    this.length += chunk.byteLength
    if (this.length <= MAX_BODY) this.chunks.push(chunk)
    else this.chunks.length = 0
  }

  get isTooLong(): boolean {
    return this.length > MAX_BODY
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks)
  }
}

/** Returns the names and values of headers in pairs, as they were received. */
export function pairsOf({ rawHeaders }: IncomingMessage): [string, string][] {
  return inPairs(rawHeaders)
}

/** The same for the fields after a body. They are known when it has ended. */
export function trailersOf({ rawTrailers }: IncomingMessage): [string, string][] {
  return inPairs(rawTrailers)
}

function inPairs(flat: readonly string[]): [string, string][] {
  const pairs: [string, string][] = []
  for (let index = 0; index + 1 < flat.length; index += 2)
    pairs.push([flat[index] ?? '', flat[index + 1] ?? ''])
  return pairs
}

/** The headers that belong to one connection and are not passed on (RFC 9110, section 7.6.1). */
const OF_CONNECTION = /^(?:connection|keep-alive|proxy-connection|te|upgrade)$/i

/** Returns the headers that are passed on, flat, in their order and their case. */
export function passedOn(pairs: readonly (readonly [string, string])[]): string[] {
  const named = pairs.flatMap(([name, value]) =>
    /^connection$/i.test(name) ? value.split(',').map((one) => one.trim().toLowerCase()) : [],
  )
  return pairs
    .filter(([name]) => !OF_CONNECTION.test(name) && !named.includes(name.toLowerCase()))
    .flatMap(([name, value]) => [name, value])
}

/** Returns a response with the copy of its body, as a recording has it. */
export function recordedResponse(
  received: IncomingMessage,
  copy: BodyCopy,
): NonNullable<RecordedExchange['response']> {
  return {
    status: received.statusCode ?? 0,
    headers: pairsOf(received),
    body: copy.bytes,
    isBodyLost: copy.isTooLong,
  }
}

/** Removes the content codings of a response, which a recording does not have. */
export function decoded(exchange: RecordedExchange): RecordedExchange {
  const { request, response } = exchange
  if (response === undefined || response.body.byteLength === 0) return exchange
  const codings = valuesOf(response.headers, 'content-encoding')
  const unknown = unknownCoding(codings)
  // The client can read a coding that it accepts, even if the proxy cannot.
  if (unknown !== undefined && accepts(request.headers, unknown))
    return { ...exchange, response: { ...response, body: new Uint8Array(), isBodyLost: true } }
  const { body, encodingError, tooLong } = decodeContent(response.body, codings)
  return {
    ...exchange,
    response: {
      ...response,
      body,
      isBodyLost: response.isBodyLost || tooLong !== undefined,
      ...(encodingError !== undefined && { encodingError }),
    },
  }
}

/** Returns whether `Accept-Encoding` names a coding (RFC 9110, section 12.5.3). */
function accepts(headers: readonly HeaderPair[], coding: string): boolean {
  return valuesOf(headers, 'accept-encoding')
    .flatMap((value) => value.split(','))
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q\s*=\s*/),
    )
    .some(([name, weight = '1']) => (name === coding || name === '*') && Number(weight) > 0)
}

function valuesOf(headers: readonly HeaderPair[], wanted: string): string[] {
  return headers.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []))
}
