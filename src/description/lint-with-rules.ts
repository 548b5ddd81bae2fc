import type { Api } from './apis.ts'
import type { LintProblem, LintRules } from './lint-project.ts'

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
