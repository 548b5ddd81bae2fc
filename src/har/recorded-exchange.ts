/** One name and its value, as sent. */
export type HeaderPair = readonly [string, string]

/** A request and its response that someone recorded, with what the recording knows of them. */
export interface RecordedExchange {
  readonly request: RecordedRequest
  /** Undefined if no response arrived. */
  readonly response: RecordedResponse | undefined
  /** Unix time in milliseconds; 0 if it is not recorded. */
  readonly sentAt: number
  readonly receivedAt: number
  /** Where it is recorded: `run.har, entry 12`. */
  readonly origin: string
}

export interface RecordedRequest {
  readonly method: string
  /** The absolute URL, without a fragment. */
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array | undefined
  /** Whether a body was sent that the recording does not contain. */
  readonly isBodyLost: boolean
}

export interface RecordedResponse {
  readonly status: number
  readonly headers: readonly HeaderPair[]
  /** Without its content codings. */
  readonly body: Uint8Array
  /** Whether a body was received that the recording does not contain. */
  readonly isBodyLost: boolean
  /** Why the body could not be decoded. It is the encoded one then. */
  readonly encodingError?: string
  /** Who made the response, if it was not the server. */
  readonly madeBy?: 'a cache' | 'a service worker' | 'the browser'
}
