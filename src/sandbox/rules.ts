import type { Intent } from './intents.ts'
import type { Caller } from './keys.ts'
import type { Rejection, Rejections } from './rejection.ts'
import type { SandboxResponse } from './response.ts'
import type { ReceivedRequest } from './request.ts'

/** What a request asks for, once it is read. */
export interface Parameters {
  readonly reason: string | undefined
  /** Names of related objects to be shown whole (Stripe). */
  readonly expand: readonly string[]
  /** Everything that was sent: what a second request with the same key is compared by. */
  readonly sent: unknown
}

/** A request that is valid: about to be executed. */
export interface Call {
  readonly request: ReceivedRequest
  readonly caller: Caller
  /** The id in the path, decoded. */
  readonly id: string
  readonly idempotencyKey: string | undefined
  readonly parameters: Parameters
}

/**
 * The rules of one API, each a function of its own, in the order in which a request meets them. Functions
 * that read or find throw a {@link Rejection} where the API says no. A fault replaces one of them.
 */
export interface Rules {
  rejections: Rejections
  /** The request as the API sees it; the correct rules change nothing. */
  receive: (request: ReceivedRequest) => ReceivedRequest
  /** The id in the path; refuses unknown paths and methods. */
  route: (request: ReceivedRequest) => string
  authenticate: (request: ReceivedRequest) => Caller
  limit: (caller: Caller) => void
  readIdempotencyKey: (request: ReceivedRequest) => string | undefined
  /** Refuses optional headers with wrong values. */
  checkHeaders: (request: ReceivedRequest, caller: Caller) => void
  readParameters: (request: ReceivedRequest) => Parameters
  /** The name under which an answer is kept. */
  keyScope: (call: Call, key: string) => string
  /** What tells two requests with the same key apart. */
  fingerprint: (call: Call) => string
  /** Executes a call once, however often it is sent. */
  once: (rules: Rules, call: Call) => Promise<SandboxResponse>
  /** Whether an executed answer is kept for replays. */
  stores: (response: SandboxResponse) => boolean
  /** A kept answer, given again. */
  replay: (stored: SandboxResponse, call: Call) => SandboxResponse
  execute: (rules: Rules, call: Call) => Promise<SandboxResponse>
  find: (caller: Caller, id: string) => Intent
  /** Refuses an intent whose state does not allow it. */
  allow: (intent: Intent, call: Call) => void
  cancel: (intent: Intent, call: Call) => void
  /** The answer that shows an intent; `expand` names related objects to be shown whole. */
  render: (intent: Intent, expand: readonly string[]) => SandboxResponse
  reject: (rejection: Rejection, request: ReceivedRequest | undefined) => SandboxResponse
  /** What every answer carries. */
  finish: (
    response: SandboxResponse,
    request: ReceivedRequest | undefined,
    caller: Caller | undefined,
  ) => SandboxResponse
}
