import { DescriptionError, outputOf } from '../description/index.ts'
import type { Api, DescriptionProblem } from '../description/index.ts'
import { apply, compare, pathOf } from './files.ts'
import type { Difference } from './files.ts'
import { makeArtefacts } from './make.ts'
import type { Artefact } from './artefact.ts'
import type { GenerateOptions } from './options.ts'
import type { SkippedOperation } from './problem.ts'

/** The generated files of one API. */
export interface GeneratedApi {
  api: Api
  artefacts: Artefact[]
  /** All files that were read, relative to the root. */
  inputs: readonly string[]
  /** The names of the methods of the client. */
  operations: readonly string[]
  /** The operations without a method, and why. */
  skipped: readonly SkippedOperation[]
  /** What the description says and generated code does not check or send. */
  warnings: DescriptionProblem[]
  /** Stores the lines of the description for the next command, once the files are written. */
  storeSourceMap: () => void
  durationMs: number
}

/** All generated files, and how they differ from the files in `generated/`. Nothing has been written. */
export interface Plan {
  generated: GeneratedApi[]
  files: Map<string, string>
  differences: Difference[]
}

/**
 * Generates all files of `apis` in memory.
 *
 * @param all whether these are all APIs of the project: then every other file in `generated/` is superfluous
 * @throws DescriptionError with the problems of all invalid descriptions
 */
export async function plan(
  root: string,
  apis: readonly Api[],
  all: boolean,
  options: GenerateOptions = {},
): Promise<Plan> {
  const generated: GeneratedApi[] = []
  const problems: DescriptionProblem[] = []
  for (const api of apis) {
    const start = performance.now()
    try {
      const made = await makeArtefacts(root, api, options)
      generated.push({ api, ...made, durationMs: performance.now() - start })
    } catch (error) {
      if (!(error instanceof DescriptionError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new DescriptionError(problems)
  const files = new Map(
    generated.flatMap(({ api, artefacts }) =>
      artefacts.map(({ name, text }) => [pathOf(api, name), text] as const),
    ),
  )
  const folders = [...(all ? ['generated'] : []), ...apis.map(outputOf)]
  return { generated, files, differences: compare(root, folders, files) }
}

/** Writes all files that differ. @throws UsageError if they cannot be written */
export function write(root: string, { generated, files, differences }: Plan): void {
  apply(root, differences, files)
  for (const { storeSourceMap } of generated) storeSourceMap()
}
