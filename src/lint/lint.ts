import { bundleApi, DescriptionError, lintWithRules } from '../description/index.ts'
import type { Api, LintProblem, LintRules, LoadOptions } from '../description/index.ts'

/** How to check a description. */
export interface LintOptions {
  /** The rules to apply. Without any, only what every command reports. */
  readonly rules?: LintRules
  readonly load: LoadOptions
}

/**
 * Returns the problems of a description: those of the rules, and the faults that every command reports. A fault at a line
 * for which a rule reports an error is not repeated.
 */
export async function lintApi(root: string, api: Api, { rules, load }: LintOptions): Promise<LintProblem[]> {
  const found = rules === undefined ? [] : await orProblems(() => lintWithRules(root, api, rules))
  const lines = new Set(found.filter(({ severity }) => severity === 'error').map(lineOf))
  const faults = await orProblems(async () => {
    const { warnings } = await bundleApi(root, withoutRules(api), load)
    return warnings.map((problem): LintProblem => ({ ...problem, severity: 'error' }))
  })
  return [...found, ...faults.filter((fault) => !lines.has(lineOf(fault)))]
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
