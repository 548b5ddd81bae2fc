import { dirname, join, relative, resolve } from 'node:path'
import { isDangling, outputOf, settingsFiles } from '../description/index.ts'
import type { DescriptionProblem } from '../description/index.ts'
import { DOCS_SOURCES } from '../docs/index.ts'
import type { Followed } from './changes.ts'

/**
 * Returns the paths to watch, relative to the root: the files of all descriptions with their folders, and the sources of
 * the documentation. Of the root itself only the known files are watched.
 */
export function pathsToWatch(root: string, apis: readonly Followed[]): string[] {
  const files = apis.flatMap((each) => each.files)
  const folders = files.map((file) => dirname(file)).filter((folder) => folder !== '.')
  return [...new Set([...DOCS_SOURCES, ...settingsFiles(root), ...files, ...folders])]
}

/** Returns the files that dangling references may lead to, relative to the root: when one is made, something changes. */
export function missingFiles(root: string, problems: readonly DescriptionProblem[]): string[] {
  return problems.filter(isDangling).flatMap(({ source, message }) => {
    const [target = ''] = (/`([^`#]+)/.exec(message)?.[1] ?? '').split('#')
    const [file = ''] = source.split(':')
    if (target === '' || /^[a-z]+:\/\//i.test(target)) return []
    return [join(target), relative(root, resolve(root, dirname(file), target))]
  })
}

/** Returns whether a file is made by this command itself. */
export function isOutput(file: string, apis: readonly Followed[]): boolean {
  return ['dist', ...apis.map(({ api }) => outputOf(api))].some((folder) => file.startsWith(`${folder}/`))
}
