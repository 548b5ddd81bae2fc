import type { Api } from './apis.ts'
import { causesFirst } from './causes.ts'
import type { DescriptionProblem } from './error.ts'
import { load } from './load/load.ts'
import { once } from './load/once.ts'
import type { LoadedDocument, LoadOptions } from './load/types.ts'
import type { OpenAPIDocument } from './openapi.ts'
import { repairPaths } from './repair/paths.ts'
import { repairDocument } from './repair/repair.ts'
import { copyIntoComponents } from './repair/copy-into-components.ts'
import type { LeftOut } from './repair/left-out.ts'
import { hasExtensions } from './extensions.ts'
import { sourceText } from './source.ts'
import type { Source, SourceMap } from './source.ts'
import { upgradeFrom20 } from './upgrade/from-2.0.ts'
import { rewriteSchema } from './upgrade/schemas-2.0.ts'
import { moveSources, originOf } from './upgrade/origins.ts'
import type { Origins } from './upgrade/origins.ts'
import type { Json } from './json.ts'
import type { DescriptionWarning } from './warning.ts'

/** One OpenAPI 3.1 document. */
export interface Bundled {
  readonly document: OpenAPIDocument
  /** Computed with the first call. */
  readonly sourceMap: () => SourceMap
  /** Returns the source of one part, or of its nearest ancestor that has one. */
  readonly source: (pointer: string) => Source
  /** All files that were read, relative to the root; the description first. */
  readonly files: string[]
  /** The faults of the description, once for each kind and place. */
  readonly warnings: readonly DescriptionProblem[]
  /** The operations that cannot be used. */
  readonly leftOut: readonly LeftOut[]
}

/**
 * Reads a description of any version as OpenAPI 3.1, with the files that it refers to and its overlays. Its faults are
 * warnings. If `redocly.yaml` says that an API is strict, it must also pass the lint rules there.
 *
 * @param root the project's root; the folder of `redocly.yaml`
 * @throws DescriptionError with every error, each at file:line
 */
export async function bundleApi(root: string, api: Api, options: LoadOptions = {}): Promise<Bundled> {
  if (api.strict === true) {
    const { lintProject } = await import('./lint-project.ts')
    await lintProject(root, api)
  }
  const overlays = options.overlays ?? api.overlays ?? []
  const loaded = await load(root, api.file, { ...options, overlays })
  return makeBundle(api, loaded)
}

async function makeBundle(api: Api, loaded: LoadedDocument): Promise<Bundled> {
  const warnings: DescriptionWarning[] = []
  const named = repairPaths(loaded.document, (pointer, message) => warnings.push({ pointer, message }))
  const upgraded = upgrade(named.document, warnings)
  const repaired = repairDocument(upgraded.document, upgraded.isOld, api.name)
  const before = (pointer: string): string => originOf(upgraded.origins, originOf(repaired.origins, pointer))
  warnings.push(
    ...repaired.warnings.map((warning) => ({
      ...warning,
      pointer: originOf(upgraded.origins, warning.pointer),
    })),
  )
  let { document } = repaired
  if (api.strict !== true && hasExtensions(document)) {
    const { checkExtensions } = await import('./lint-extensions.ts')
    const checked = await checkExtensions(document, api.file)
    document = checked.document
    warnings.push(...checked.warnings.map((warning) => ({ ...warning, pointer: before(warning.pointer) })))
  }
  const asWritten = (pointer: string): string => originOf(named.origins, pointer)
  const written = once(() => moveSources(loaded.sourceMap(), named.origins, named.document))
  return {
    document: document as unknown as OpenAPIDocument,
    sourceMap: once(() => {
      const moved = moveSources(written(), upgraded.origins, upgraded.document)
      return moveSources(moved, repaired.origins, document)
    }),
    source: (pointer) => nearestSource(loaded, pointer, (at) => asWritten(before(at))),
    files: [...loaded.files],
    warnings: locateWarnings(
      loaded.warnings,
      (pointer) => nearestSource(loaded, pointer, asWritten),
      warnings,
    ),
    leftOut: repaired.leftOut,
  }
}

interface Upgraded {
  readonly document: Json
  readonly origins: Origins
  /** Whether the schemas are older than JSON Schema 2020-12. */
  readonly isOld: boolean
}

function upgrade(document: Json, warnings: DescriptionWarning[]): Upgraded {
  const origins = new Map<string, string>()
  if (document['swagger'] !== undefined) {
    const warn = (warning: DescriptionWarning): void => {
      warnings.push(warning)
    }
    const upgraded = upgradeFrom20(document, { origins, warn })
    return { document: copyIntoComponents(upgraded, origins, rewriteSchema), origins, isOld: true }
  }
  const whole = copyIntoComponents(document, origins, (schema) => schema)
  return { document: whole, origins, isOld: /^3\.0/.test(String(document['openapi'])) }
}

/** Returns the source of a part. The map of a large file is only made if there is no other way. */
function nearestSource(
  { sourceOf, sourceMap }: LoadedDocument,
  pointer: string,
  before: (pointer: string) => string,
): Source {
  const find = sourceOf ?? ((at) => sourceMap()[at])
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const source = find(before(at))
    if (source !== undefined) return source
    if (at === '') return { file: '', line: 1 }
  }
}

function locateWarnings(
  loaded: readonly DescriptionProblem[],
  source: (pointer: string) => Source,
  warnings: readonly DescriptionWarning[],
): DescriptionProblem[] {
  const located = warnings.map(({ pointer, message }): DescriptionProblem => {
    return { source: sourceText({ source }, pointer), message }
  })
  const unique = new Map(
    [...loaded, ...located].map((problem) => [`${problem.source} ${problem.message}`, problem]),
  )
  const problems = [...unique.values()]
  // The bundler says why. The repair only says that there is no target.
  const explained = new Set(
    problems.flatMap(({ source, message }) => (message.startsWith("Can't resolve $ref:") ? [source] : [])),
  )
  return causesFirst(
    problems.filter(
      ({ source, message }) =>
        message !== "Can't resolve $ref" &&
        !(explained.has(source) && /^The reference to `[^#`].*` has no target\.$/.test(message)),
    ),
  )
}
