import type { Operation } from '../../description/index.ts'

/** A request exactly as it is sent. Nothing encodes its path or body again. */
export interface SentRequest {
  readonly method: string
  /** Path and query, raw. */
  readonly path: string
  /** Name and value pairs. Their order and their case are kept. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array | undefined
  /** Waits between the two halves of the body. */
  readonly hold?: () => Promise<void>
}

export interface ReceivedResponse {
  readonly status: number
  /** Lower-case name → its values. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  /** Without its content codings. */
  readonly body: Uint8Array
  /** Why the body could not be decoded as `Content-Encoding` says. The body is the encoded one then. */
  readonly encodingError?: string
  /** How many bytes followed the head of a response that must have no content. */
  readonly surplus?: number
  /** How long the body is, if it is longer than `maxResponse`. It was not read then. */
  readonly tooLong?: string
  /** Whether there was a body that is not known, because a recording does not contain it. */
  readonly isBodyLost?: boolean
  /** Whether a first attempt was dropped: the request may have been executed twice. */
  readonly sentTwice?: boolean
}

/** A request and its response, with their times. */
export interface Exchange {
  readonly operation: Operation
  readonly request: SentRequest
  readonly response: ReceivedResponse
  /** The request body as data, if it was meant to be valid. */
  readonly requestBody: unknown
  readonly pathParameters: Readonly<Record<string, string>>
  /** What the resource was before the operation. Undefined if that is not known. */
  readonly resourceBefore?: object | undefined
  /** Unix time in milliseconds. */
  readonly sentAt: number
  readonly receivedAt: number
  /** Whether an earlier exchange had the same key: the response may be a stored one. */
  readonly mayBeReplay: boolean
  /** Whether a fixture made the server return an error. */
  readonly provoked: boolean
  /** Whether a response of a proxy or router conforms. The description does not cover its body. */
  readonly mayBeHandledUpstream: boolean
}
