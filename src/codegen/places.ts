import { relative, resolve } from 'node:path'
import { DescriptionError } from '../description/index.ts'
import type { DescriptionProblem } from '../description/index.ts'

/**
 * Does `action`; where it fails because YAML cannot be parsed or a file cannot be opened, moves the place from the
 * message, where the bundler has it as an absolute path, to where every other problem has it.
 */
export async function withPlaces<T>(root: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error
    throw new DescriptionError(error.problems.map((problem) => placed(resolve(root), problem)))
  }
}

function placed(root: string, problem: DescriptionProblem): DescriptionProblem {
  const [, message, path, line, column] = /^(.*) in "(.*)" \((\d+):(\d+)\)$/.exec(problem.message) ?? []
  if (message !== undefined && path !== undefined) {
    return { ...problem, place: `${relative(root, path)}:${line ?? ''}:${column ?? ''}`, message }
  }
  return { ...problem, message: problem.message.replaceAll(`${root}/`, '') }
}
