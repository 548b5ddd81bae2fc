/** A response as it is sent. */
export interface SerializedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Absent if there is no body. Then there is no `Content-Type` either. */
  readonly body?: string | Buffer
  /** Which rule chose the response, for the log. */
  readonly reason?: string
}

/** A response before it is serialized: its body is a value that can still change. */
export interface MockResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Undefined for a response without a body. */
  readonly body: unknown
  /** Which rule chose the response, for the log. */
  readonly reason?: string
}

/** Returns headers with some values changed; undefined removes a header. Names match in any case. */
export function withHeaders(
  headers: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const changed = new Set(Object.keys(changes).map((name) => name.toLowerCase()))
  const kept = Object.entries(headers).filter(([name]) => !changed.has(name.toLowerCase()))
  const added = Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries([...kept, ...added])
}

/** Returns the `Content-Type` of a response; an empty text without one. */
export function contentType({ headers }: MockResponse): string {
  return headerOf(headers, 'content-type') ?? ''
}

/** Returns a header by its name, in any case. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([header]) => header.toLowerCase() === name.toLowerCase())?.[1]
}
