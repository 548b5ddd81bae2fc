import type { DescriptionProblem } from './error.ts'

/**
 * A reference without a target. Other problems follow from it: an unused component, an operation that is left out. A file
 * that cannot be read has a problem of its own, which is the cause.
 */
const DANGLING = /^Can't resolve \$ref(?!.* cannot be read\.$)|^The reference to .* has no target\.$/

/** Returns whether a problem is a reference without a target. */
export function isDangling({ message }: DescriptionProblem): boolean {
  return DANGLING.test(message)
}

/** Returns the problems in their order, but references without a target before what follows from them. */
export function causesFirst<Problem extends DescriptionProblem>(problems: readonly Problem[]): Problem[] {
  return [
    ...problems.filter((problem) => isDangling(problem)),
    ...problems.filter((problem) => !isDangling(problem)),
  ]
}
