/** A request as it came over the wire, read to its end. */
export interface ReceivedRequest {
  readonly method: string
  /** The path as it was sent: not decoded, not normalised, without the query. */
  readonly path: string
  /** Every value of every header, by lower-case name, in the order they came. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  /** The names of the headers as they were written. */
  readonly headerNames: readonly string[]
  readonly body: Buffer
  /** The body was longer than the sandbox reads; what came of it is dropped. */
  readonly oversized: boolean
}

/** The values of a header, none where it was not sent. `name` in lower case. */
export function header(request: ReceivedRequest, name: string): readonly string[] {
  return request.headers.get(name) ?? []
}

/** The same request with other values for one header, or without it. */
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
 * The path of a request target: without the query, and without scheme and host where the target is in
 * absolute form, which a server must accept (RFC 9112, section 3.2.2).
 */
export function pathOf(target: string): string {
  const origin = /^https?:\/\/[^/?]*/i.exec(target)?.[0] ?? ''
  const path = target.slice(origin.length).split('?', 1)[0] ?? ''
  return path === '' ? '/' : path
}
