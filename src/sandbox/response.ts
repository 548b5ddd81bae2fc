/** A response before it is written. */
export interface SandboxResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Bytes if a fault needs another encoding than UTF-8, otherwise text. */
  readonly body: string | Buffer
}

/** Creates a JSON response. */
export function jsonResponse(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): SandboxResponse {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) }
}
