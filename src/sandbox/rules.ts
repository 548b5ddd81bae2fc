import type { Intent } from './intent.ts'
import type { Caller } from './keys.ts'
import type { Rejection, Rejections } from './rejection.ts'
import type { SandboxResponse } from './response.ts'
import type { ReceivedRequest } from './request.ts'

/** The parsed parameters of a request. */
export interface Parameters {
  readonly reason: string | undefined
  /** The related objects to include in the response (Stripe). */
  readonly expand: readonly string[]
  /** All sent parameters. A second request with the same key is compared with them. */
  readonly sent: unknown
}

/** A valid request, before its execution. */
export interface Call {
  readonly request: ReceivedRequest
  readonly caller: Caller
  /** The id in the path, decoded. */
  readonly id: string
  readonly idempotencyKey: string | undefined
  readonly parameters: Parameters
}

/**
 * The rules of one API, in the order in which they are applied to a request. A rule throws a {@link Rejection} to reject
 * the request. A fault replaces one of the rules.
 */
export interface Rules {
  rejections: Rejections
  /** Is called when the headers of a request have arrived, before its body. The correct rule does nothing. */
  begin: (head: ReceivedRequest) => void
  /** Returns the request that the other rules see. The correct rule returns it unchanged. */
  receive: (request: ReceivedRequest) => ReceivedRequest
  /** Returns the id in the path. Rejects unknown paths and methods. */
  route: (request: ReceivedRequest) => string
  authenticate: (request: ReceivedRequest) => Caller
  limit: (caller: Caller) => void
  readIdempotencyKey: (request: ReceivedRequest) => string | undefined
  /** Rejects invalid values of optional headers. */
  checkHeaders: (request: ReceivedRequest, caller: Caller) => void
  readParameters: (request: ReceivedRequest) => Parameters
  /** Returns the name under which a response is stored. */
  keyScope: (call: Call, key: string) => string
  /** Returns a text that is the same for two requests with the same key only if they are the same request. */
  fingerprint: (call: Call) => string
  /** Executes a call once per idempotency key. */
  executeOnce: (rules: Rules, call: Call) => Promise<SandboxResponse>
  /** Returns whether a response is stored for replays. */
  stores: (response: SandboxResponse) => boolean
  /** Returns the replay of a stored response. */
  replay: (stored: SandboxResponse, call: Call) => SandboxResponse
  execute: (rules: Rules, call: Call) => Promise<SandboxResponse>
  find: (caller: Caller, id: string) => Intent
  /** Rejects the call if the status of the intent does not allow it. */
  allow: (intent: Intent, call: Call) => void
  cancel: (intent: Intent, call: Call) => void
  /** Returns the response with an intent. `expand` names the related objects to include. */
  render: (intent: Intent, expand: readonly string[]) => SandboxResponse
  reject: (rejection: Rejection, request: ReceivedRequest | undefined) => SandboxResponse
  /** Adds the headers that every response has. */
  finish: (
    response: SandboxResponse,
    request: ReceivedRequest | undefined,
    caller: Caller | undefined,
  ) => SandboxResponse
}
