import type { Description, DescriptionProblem } from '../description/index.ts'

/** An operation without a method in the generated client, and why. */
export interface SkippedOperation {
  /** Its operationId, or method and path. */
  readonly operation: string
  readonly reason: string
  /** File and line. */
  readonly source: string
}

/** Returns the file and line of a part, as text. */
export function sourceText(description: Description, pointer: string): string {
  const { file, line } = description.source(pointer)
  return `${file}:${line}`
}

/** Returns a warning with the source of a part. */
export function warningAt(description: Description, pointer: string, message: string): DescriptionProblem {
  return { source: sourceText(description, pointer), message }
}
