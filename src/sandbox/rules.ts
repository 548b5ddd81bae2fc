import type { Intent } from './intents.ts'
import type { Caller } from './keys.ts'
import type { Refusal, Refusals } from './refusal.ts'
import type { Reply } from './reply.ts'
import type { Received } from './request.ts'

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
  readonly request: Received
  readonly caller: Caller
  /** The id in the path, decoded. */
  readonly id: string
  readonly idempotencyKey: string | undefined
  readonly parameters: Parameters
}

/**
 * The rules of one API, each a function of its own, in the order in which a request meets them. Functions
 * that read or find throw a {@link Refusal} where the API says no. A fault replaces one of them.
 */
export interface Rules {
  refusals: Refusals
  /** The request as the API sees it; the correct rules change nothing. */
  receive: (request: Received) => Received
  /** The id in the path; refuses unknown paths and methods. */
  route: (request: Received) => string
  authenticate: (request: Received) => Caller
  limit: (caller: Caller) => void
  readIdempotencyKey: (request: Received) => string | undefined
  /** Refuses optional headers with wrong values. */
  checkHeaders: (request: Received, caller: Caller) => void
  readParameters: (request: Received) => Parameters
  /** The name under which an answer is kept. */
  keyScope: (call: Call, key: string) => string
  /** What tells two requests with the same key apart. */
  fingerprint: (call: Call) => string
  /** Executes a call once, however often it is sent. */
  once: (rules: Rules, call: Call) => Promise<Reply>
  /** Whether an executed answer is kept for replays. */
  keeps: (reply: Reply) => boolean
  /** A kept answer, given again. */
  replay: (kept: Reply, call: Call) => Reply
  execute: (rules: Rules, call: Call) => Promise<Reply>
  find: (caller: Caller, id: string) => Intent
  /** Refuses an intent whose state does not allow it. */
  allow: (intent: Intent, call: Call) => void
  cancel: (intent: Intent, call: Call) => void
  /** The answer that shows an intent; `expand` names related objects to be shown whole. */
  render: (intent: Intent, expand: readonly string[]) => Reply
  refuse: (refusal: Refusal, request: Received | undefined) => Reply
  /** What every answer carries. */
  finish: (reply: Reply, request: Received | undefined, caller: Caller | undefined) => Reply
}
