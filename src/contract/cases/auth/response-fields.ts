import { escapeToken } from '../../../description/index.ts'
import { jsonOf } from '../../http/body.ts'
import type { Exchange } from '../../http/exchange.ts'

/** The parts of a response by name. */
export type ResponseFields = ReadonlyMap<string, unknown>

/** Returns whether a response of each group has the same value for a name. */
export function hasSharedValue(
  name: string,
  some: readonly ResponseFields[],
  others: readonly ResponseFields[],
): boolean {
  return some.some((one) => others.some((other) => one.get(name) === other.get(name)))
}

/** Headers of the message or the connection (RFC 9110, sections 6.6.1, 7.6.1 and 8.6), and response times. */
const VOLATILE_HEADERS =
  /^(?:date|age|content-length|connection|keep-alive|transfer-encoding|server-timing|x-runtime)$|duration|latency|-time$/

/**
 * Returns the status code, the headers and each scalar of a JSON body, with ids masked. A short id may be a part of any text:
 * responses are compared with the same ids masked.
 */
export function responseFieldsOf(exchange: Exchange, ids: readonly string[]): ResponseFields {
  const fields = new Map<string, unknown>([['the status code', exchange.response.status]])
  const masked = (text: string): string => maskIds(text, ids)
  for (const [name, values] of exchange.response.headers) {
    if (!VOLATILE_HEADERS.test(name)) fields.set(`the header \`${name}\``, masked(values.join(', ')))
  }
  const collect = (value: unknown, pointer: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [name, below] of Object.entries(value)) collect(below, `${pointer}/${escapeToken(name)}`)
    } else {
      fields.set(pointer, typeof value === 'string' ? masked(value) : value)
    }
  }
  collect(jsonOf(exchange.response), '')
  return fields
}

function maskIds(text: string, ids: readonly string[]): string {
  return (
    ids
      .flatMap((id) => [id, encodeURIComponent(id)])
      // A short id may be a part of a longer one.
      .sort((one, other) => other.length - one.length)
      .reduce((rest, id) => rest.replaceAll(id, '…'), text)
  )
}
