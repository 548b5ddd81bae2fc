import type { Api } from './apis.ts'
import type { LintProblem } from './lint-project.ts'

/** The rules of a project's `redocly.yaml`, or the profile `contract/strict`, which needs no such file. */
export type LintRules = 'project' | 'strict'

/**
 * Returns the problems that the linter reports with these rules.
 *
 * @throws DescriptionError if the description cannot be parsed, or `redocly.yaml` cannot be used
 */
export async function lintWithRules(root: string, api: Api, rules: LintRules): Promise<LintProblem[]> {
  // Loading the linter takes longer than most commands.
  const { lintProblems } = await import('./lint-project.ts')
  return lintProblems(root, api, rules)
}
