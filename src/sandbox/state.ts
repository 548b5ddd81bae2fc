import type { Intent, Status } from './intents.ts'
import type { SandboxKeys } from './keys.ts'
import type { Rate } from './rate.ts'
import type { SandboxResponse } from './response.ts'

/** One use of an idempotency key. */
export interface KeyUse {
  readonly fingerprint: string
  /** When, in milliseconds. */
  readonly since: number
  /** Undefined while the request is running. */
  response: SandboxResponse | undefined
}

/** Everything that a sandbox remembers. */
export interface State {
  readonly keys: SandboxKeys
  readonly intents: Map<string, Intent>
  /** How many intents were made in each status: the kinds of payment take turns. */
  readonly turns: Map<Status, number>
  readonly keyUses: Map<string, KeyUse>
  readonly rate: Rate
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How long an execution takes, in milliseconds. */
  readonly latency: number
}
