import type { Api } from '../description/index.ts'

/**
 * The APIs whose descriptions a burst of changes concerns. A change of a guide or sample concerns none: only the
 * documentation is made from it.
 *
 * @param files what changed, relative to the root
 * @param apis each with the files that its description is written in, as far as they are known
 */
export function changedApis(
  files: readonly string[],
  apis: readonly { api: Api; files: readonly string[] }[],
): Api[] {
  const described = files.filter(
    (file) => !/^(openapi\/(guides|samples)|docs|src\/docs)\//.test(file) && !file.endsWith('.md'),
  )
  // The settings, or a new file that an API may come to name: then every API is read again.
  const all = described.some((file) => !apis.some((each) => each.files.includes(file)))
  return apis
    .filter((each) => all || each.files.some((file) => described.includes(file)))
    .map(({ api }) => api)
}
