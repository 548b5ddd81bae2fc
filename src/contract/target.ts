/** Where requests go, with whose credentials, and how patiently. */
export interface Target {
  readonly baseUrl: URL
  readonly apiKey: string
  /** A second account's key. */
  readonly otherApiKey: string | undefined
  /** Headers that every request gets. */
  readonly headers: readonly (readonly [string, string])[]
  /** Milliseconds until an answer must have come. */
  readonly timeout: number
  /** Requests a second; 0 for no limit. */
  readonly rate: number
  /** Seconds by which the target's clock may differ. */
  readonly clockSkew: number
}

/** Where a target is, without credentials and without a slash at the end. */
export function addressOf({ baseUrl }: Target): string {
  return `${baseUrl.origin}${baseUrl.pathname.replace(/\/$/, '')}`
}
