import type { ApiName } from '../../../src/sandbox/index.ts'
import type { Tester } from '../tester.ts'

/** A test of a sandbox, the expected result, and the faults that change the result. */
export interface Probe {
  readonly about: string
  readonly faults: readonly string[]
  /** The API that has the faults. Absent if both have them. */
  readonly only?: ApiName
  /** The duration of an execution in milliseconds, if it matters. */
  readonly latency?: number
  readonly run: (t: Tester) => Promise<unknown>
  readonly expected: unknown
}
