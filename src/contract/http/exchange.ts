import type { Operation } from '../../description/index.ts'

/** A request as it goes out: nothing re-encodes its path or body. */
export interface SentRequest {
  readonly method: string
  /** Path and query, raw. */
  readonly path: string
  /** Name and value pairs, in their order and their case. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array | undefined
}

export interface ReceivedResponse {
  readonly status: number
  /** Lower-case name → its values. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  /** Without its content codings. */
  readonly body: Uint8Array
  /** What is wrong where the body is not encoded as `Content-Encoding` says; it stands as it came. */
  readonly encodingError?: string
  /** Whether a first attempt was dropped: the request may have been executed twice. */
  readonly sentTwice?: boolean
}

/** A request as it went out and the response as it came. */
export interface Exchange {
  readonly operation: Operation
  readonly request: SentRequest
  readonly response: ReceivedResponse
  /** The request's body as data, where it was meant to be valid. */
  readonly requestBody: unknown
  readonly pathParameters: Readonly<Record<string, string>>
  /** Unix milliseconds. */
  readonly sentAt: number
  readonly receivedAt: number
  /** Whether an earlier exchange had the same key: its answer may be a saved one. */
  readonly mayBeReplay: boolean
  /** Whether a server error was asked for. */
  readonly provoked: boolean
  /** Whether an answer from before the operation (a proxy, a router) conforms: its body is nobody's contract. */
  readonly mayBeHandledUpstream: boolean
}
