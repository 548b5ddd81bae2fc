/** A complete request as it was received. */
export interface ReceivedRequest {
  readonly method: string
  /** The path without the query, neither decoded nor normalized. */
  readonly path: string
  /** What follows the question mark. The API has no query parameters, so that only faults read it. */
  readonly query: string
  /** All values of each header in their order, by lower-case name. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  /** The header names in their original case. */
  readonly headerNames: readonly string[]
  readonly body: Buffer
  /** Whether the body exceeds the limit. The rest of it was dropped. */
  readonly oversized: boolean
}

/** Returns the values of a header, or an empty list. `name` is in lower case. */
export function header(request: ReceivedRequest, name: string): readonly string[] {
  return request.headers.get(name) ?? []
}

/** Returns a copy of the request with other values of one header, or without the header. */
export function withHeader(
  request: ReceivedRequest,
  name: string,
  values: readonly string[],
): ReceivedRequest {
  const headers = new Map(request.headers)
  if (values.length === 0) headers.delete(name)
  else headers.set(name, values)
  return { ...request, headers }
}

/**
 * Returns the path of a request target without the query, and without the scheme and host of the absolute form, which a
 * server must accept (RFC 9112, section 3.2.2).
 */
export function pathOf(target: string): string {
  const origin = /^https?:\/\/[^/?]*/i.exec(target)?.[0] ?? ''
  const path = target.slice(origin.length).split('?', 1)[0] ?? ''
  return path === '' ? '/' : path
}
