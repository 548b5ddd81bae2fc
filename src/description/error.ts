/** One thing that is wrong with a description. */
export interface DescriptionProblem {
  /** `file:line:column`, or the file alone. */
  source: string
  message: string
  /** The lint rule that says so. */
  rule?: string
}

/** A description that cannot be used. The message lists every problem, one a line. */
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
