import type { ApiName } from '../../../src/sandbox/index.ts'
import type { Tester } from '../tester.ts'

/** A question to a server, its right answer, and the faults that give another one. */
export interface Probe {
  readonly about: string
  readonly faults: readonly string[]
  /** Absent where both APIs have the faults. */
  readonly only?: ApiName
  /** How long an execution takes, in milliseconds, where it matters. */
  readonly latency?: number
  readonly run: (t: Tester) => Promise<unknown>
  readonly expected: unknown
}
