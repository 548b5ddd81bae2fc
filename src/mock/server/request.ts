/** A request as it came over the wire, read to its end. Nothing is decoded or normalised yet. */
export interface MockRequest {
  readonly method: string
  /** The path as it was sent, without the query. */
  readonly path: string
  /** The query as it was sent, without its question mark; empty where there is none. */
  readonly query: string
  /** Every value of every header, by lower-case name, in the order they came. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly body: Buffer
  /** The body was longer than the mock reads; what came of it is dropped. */
  readonly oversized: boolean
}

/** The values of a header, none where it was not sent. `name` in any case. */
export function headerValues(request: MockRequest, name: string): readonly string[] {
  return request.headers.get(name.toLowerCase()) ?? []
}

/** Headers by lower-case name, from Node's flat list of names and values. */
export function headersFrom(raw: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const values = headers.get(name)
    if (values === undefined) headers.set(name, [raw[index + 1] ?? ''])
    else values.push(raw[index + 1] ?? '')
  }
  return headers
}

/**
 * Path and query of a request target, without scheme and host where the target is in absolute form, which a
 * server must accept (RFC 9112, section 3.2.2). No `URL`: it would fold `../..` away.
 */
export function splitTarget(target: string): { path: string; query: string } {
  const origin = /^https?:\/\/[^/?]*/i.exec(target)?.[0] ?? ''
  const rest = target.slice(origin.length)
  const mark = rest.indexOf('?')
  const path = mark === -1 ? rest : rest.slice(0, mark)
  return { path: path === '' ? '/' : path, query: mark === -1 ? '' : rest.slice(mark + 1) }
}
