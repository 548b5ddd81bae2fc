import type { Intent, Status } from './intent.ts'
import type { SandboxKeys } from './keys.ts'
import type { Rate } from './rate.ts'
import type { SandboxResponse } from './response.ts'

/** The use of an idempotency key. */
export interface KeyUse {
  readonly fingerprint: string
  /** The time of the first request, in milliseconds. */
  readonly since: number
  /** Undefined while the request is in progress. */
  response: SandboxResponse | undefined
}

/** The state of a sandbox. */
export interface State {
  readonly keys: SandboxKeys
  readonly intents: Map<string, Intent>
  /** The number of intents created in each status. It selects the next payment kind. */
  readonly createdCounts: Map<Status, number>
  readonly keyUses: Map<string, KeyUse>
  readonly rate: Rate
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The duration of an execution, in milliseconds. */
  readonly latency: number
}
