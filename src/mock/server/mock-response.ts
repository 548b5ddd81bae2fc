/** What goes back over the wire. */
export interface SerializedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Absent: no body, and no `Content-Type`. */
  readonly body?: string
}

/** An answer before it is written: its body is still a value that can be filled in. */
export interface MockResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Undefined where the response has none. */
  readonly body: unknown
}

/** The same headers with other values for some; undefined takes one away. Names match in any case. */
export function withHeaders(
  headers: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const changed = new Set(Object.keys(changes).map((name) => name.toLowerCase()))
  const kept = Object.entries(headers).filter(([name]) => !changed.has(name.toLowerCase()))
  const added = Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries([...kept, ...added])
}

/** The media type that a draft says it is of; empty where it says none. */
export function contentType({ headers }: MockResponse): string {
  return headerOf(headers, 'content-type') ?? ''
}

/** A header by its name in any case. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([header]) => header.toLowerCase() === name.toLowerCase())?.[1]
}
