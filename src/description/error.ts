/** One problem of a description. */
export interface DescriptionProblem {
  /** `file:line:column`, or only the file. */
  source: string
  message: string
  /** The lint rule that reports it. */
  rule?: string
}

/** Thrown when a description cannot be used. The message has one line for each problem. */
export class DescriptionError extends Error {
  override readonly name = 'DescriptionError'
  readonly problems: readonly DescriptionProblem[]

  constructor(problems: readonly DescriptionProblem[]) {
    super(
      problems
        .map(({ source, message, rule }) => `${source}: ${message}${rule === undefined ? '' : ` (${rule})`}`)
        .join('\n'),
    )
    this.problems = problems
  }
}
