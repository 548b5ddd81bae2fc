import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'

/** Values of headers that `fetch` and other HTTP clients write unasked. They say nothing about the call. */
const UNASKED: ReadonlyMap<string, RegExp> = new Map([
  ['accept-encoding', /^(?:\*|(?:gzip|x-gzip|deflate|br|zstd|identity)(?:;q=[\d.]+)?(?: *, *|$))+$/i],
  ['accept-language', /^\*$/],
  ['connection', /^(?:close|keep-alive)$/i],
  ['user-agent', /^(?:node|undici)$/],
])

/** Returns the values of a header that a caller wrote: without one that its HTTP client wrote by itself. */
export function writtenHeaderValues(request: MockRequest, name: string): readonly string[] {
  const values = headerValues(request, name)
  const unasked = UNASKED.get(name.toLowerCase())
  return unasked === undefined ? values : values.filter((value) => !unasked.test(value))
}
