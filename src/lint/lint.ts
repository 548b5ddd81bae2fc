import { bundleApi, causesFirst, DescriptionError, lintWithRules } from '../description/index.ts'
import type { Api, LintProblem, LintRules, LoadOptions } from '../description/index.ts'

/** How to check a description. */
export interface LintOptions {
  /** The rules to apply. Without any, only what every command reports. */
  readonly rules?: LintRules
  readonly load: LoadOptions
}

/**
 * Returns the problems of a description: those of the rules, and the faults that every command reports. A fault at a line
 * for which a rule reports an error is not repeated. They have the order of the lines, but references without a target are
 * first.
 */
export async function lintApi(root: string, api: Api, { rules, load }: LintOptions): Promise<LintProblem[]> {
  const found = rules === undefined ? [] : await orProblems(() => lintWithRules(root, api, rules))
  const lines = new Set(found.filter(({ severity }) => severity === 'error').map(lineOf))
  const faults = await orProblems(async () => {
    const { warnings } = await bundleApi(root, withoutRules(api), load)
    return warnings.map((problem): LintProblem => ({ ...problem, severity: 'error' }))
  })
  return causesFirst(sortByLine([...found, ...faults.filter((fault) => !lines.has(lineOf(fault)))]))
}

/** Sorts problems by line. Files keep the order in which they are first reported. */
function sortByLine(problems: readonly LintProblem[]): LintProblem[] {
  const places = problems.map((problem) => {
    const [, file = problem.source, line = '0'] = /^(.*?):(\d+)/.exec(problem.source) ?? []
    return { problem, file, line: Number(line) }
  })
  const files = [...new Set(places.map(({ file }) => file))]
  return places
    .sort((left, right) => files.indexOf(left.file) - files.indexOf(right.file) || left.line - right.line)
    .map(({ problem }) => problem)
}

/** Returns the problems that a check finds, or those that prevent it. */
async function orProblems(check: () => Promise<LintProblem[]>): Promise<LintProblem[]> {
  try {
    return await check()
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error
    return error.problems.map((problem) => ({ ...problem, severity: 'error' }))
  }
}

/** Returns file and line of a problem, without its column. */
function lineOf({ source }: LintProblem): string {
  return /^.*?:\d+/.exec(source)?.[0] ?? source
}

/** A strict API is checked against the rules when it is read. Here that is done already, without an end at an error. */
function withoutRules(api: Api): Api {
  const lenient = { ...api }
  delete lenient.strict
  return lenient
}
