import type { Api } from '../description/index.ts'

/** An API that is followed. */
export interface Followed {
  readonly api: Api
  /** The known files of its description, relative to the root. */
  files: readonly string[]
  /** Whether something is missing in its description: a new file can be what is missing. */
  isIncomplete: boolean
}

/** Files of the documentation that belong to no API. */
const DOCS = /^(?:openapi\/(?:guides|samples)|docs|src\/docs)\/|\.md$/

/** Returns whether a file belongs only to the documentation. */
function isDocsFile(file: string): boolean {
  return DOCS.test(file)
}

/**
 * Returns the APIs whose descriptions a burst of changes affects. A guide or a sample affects no API, only the
 * documentation. A file that no description refers to affects the descriptions in which something is missing.
 *
 * @param files the files that changed, relative to the root
 * @param settings the files of the settings, which affect all APIs
 */
export function changedApis(
  files: readonly string[],
  apis: readonly Followed[],
  settings: readonly string[],
): Api[] {
  if (files.some((file) => settings.includes(file))) return apis.map(({ api }) => api)
  const known = new Set(apis.flatMap((each) => each.files))
  const hasNew = files.some((file) => !known.has(file) && !isDocsFile(file))
  return apis
    .filter((each) => (hasNew && each.isIncomplete) || files.some((file) => each.files.includes(file)))
    .map(({ api }) => api)
}
