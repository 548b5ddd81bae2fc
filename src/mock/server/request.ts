/** A request that was read to its end. Nothing is decoded or normalized yet. */
export interface MockRequest {
  readonly method: string
  /** The path as it was sent, without the query. */
  readonly path: string
  /** The query as it was sent, without its question mark; empty without a query. */
  readonly query: string
  /** All values of each header, by lower-case name, in the order of the request. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly body: Buffer
  /** Whether the body was longer than the mock reads. Then `body` is only its beginning. */
  readonly oversized: boolean
}

/** Returns all values of a header; an empty list if it was not sent. `name` can be in any case. */
export function headerValues(request: MockRequest, name: string): readonly string[] {
  return request.headers.get(name.toLowerCase()) ?? []
}

/**
 * Returns path and query of a request target, without scheme and host if the target is in absolute form, which a server
 * must accept (RFC 9112, section 3.2.2). `URL` is not used, because it removes `../..`.
 */
export function splitTarget(target: string): { path: string; query: string } {
  const origin = /^https?:\/\/[^/?]*/i.exec(target)?.[0] ?? ''
  const rest = target.slice(origin.length)
  const mark = rest.indexOf('?')
  const path = mark === -1 ? rest : rest.slice(0, mark)
  return { path: path === '' ? '/' : path, query: mark === -1 ? '' : rest.slice(mark + 1) }
}
