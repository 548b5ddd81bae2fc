import { sourceText } from '../description/index.ts'
import type { Description, DescriptionProblem } from '../description/index.ts'

/** An operation without a method in the generated client, and why. */
export interface SkippedOperation {
  /** Its operationId, or method and path. */
  readonly operation: string
  readonly reason: string
  /** File and line. */
  readonly source: string
}

/** Returns a warning with the source of a part. */
export function warningAt(description: Description, pointer: string, message: string): DescriptionProblem {
  return { source: sourceText(description, pointer), message }
}
