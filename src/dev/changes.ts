import type { Api } from '../description/index.ts'

/**
 * Returns the APIs whose descriptions a burst of changes affects. A guide or a sample affects no API, only the
 * documentation.
 *
 * @param files the files that changed, relative to the root
 * @param apis each with the known files of its description
 */
export function changedApis(
  files: readonly string[],
  apis: readonly { api: Api; files: readonly string[] }[],
): Api[] {
  const described = files.filter(
    (file) => !/^(openapi\/(guides|samples)|docs|src\/docs)\//.test(file) && !file.endsWith('.md'),
  )
  // The settings, or a new file, can affect every API.
  const all = described.some((file) => !apis.some((each) => each.files.includes(file)))
  return apis
    .filter((each) => all || each.files.some((file) => described.includes(file)))
    .map(({ api }) => api)
}
