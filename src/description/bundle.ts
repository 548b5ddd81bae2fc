import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { bundle, getLineColLocation, lint, loadConfig } from '@redocly/openapi-core'
import type { Config, NormalizedProblem } from '@redocly/openapi-core'
import type { Api } from './apis.ts'
import { DescriptionError } from './error.ts'
import type { DescriptionProblem } from './error.ts'
import type { OpenAPIDocument } from './openapi.ts'
import { makeSourceMap } from './source-map.ts'
import type { SourceMap } from './source-map.ts'

export interface Bundled {
  document: OpenAPIDocument
  sourceMap: SourceMap
  /** Every file that went into it, relative to the root; the description first. */
  files: string[]
}

/**
 * Lints and bundles one description with the project's `redocly.yaml`.
 *
 * @param root the project's root; the folder of `redocly.yaml`
 * @throws DescriptionError with every error of the linter, each at file:line:column
 */
export async function bundleApi(root: string, api: Api, options: { lint?: boolean } = {}): Promise<Bundled> {
  const config = await loadConfig({ configPath: resolve(root, 'redocly.yaml') }).catch((error: unknown) => {
    throw new DescriptionError([{ place: 'redocly.yaml', message: messageOf(error) }])
  })
  const ref = resolve(root, api.file)
  const scoped: Config = config.forAlias(api.name)
  if (options.lint !== false)
    stopAtErrors(root, await guarded(root, api, () => lint({ ref, config: scoped })))
  const result = await guarded(root, api, () => bundle({ ref, config: scoped }))
  stopAtErrors(root, result.problems)
  const document = structuredClone(result.bundle.parsed) as OpenAPIDocument
  const read = (path: string): string => readFileSync(path, 'utf8')
  return {
    document,
    sourceMap: makeSourceMap(document, ref, read, root),
    files: [...new Set([ref, ...result.fileDependencies])].map((path) => relative(root, path)),
  }
}

/** What the bundler throws (a missing file, broken YAML) as one problem, at its place. */
async function guarded<T>(root: string, api: Api, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw new DescriptionError([placed(resolve(root), api, messageOf(error))])
  }
}

/** The bundler has the place in its message, as an absolute path: `… in "/a/b.yaml" (4:2)`. */
function placed(root: string, api: Api, message: string): DescriptionProblem {
  const [, text, path, line, column] = POSITION.exec(message) ?? []
  if (text === undefined || path === undefined)
    return { place: api.file, message: relativized(root, message) }
  return { place: `${relative(root, path)}:${line ?? ''}:${column ?? ''}`, message: text }
}

const POSITION = /^(.*) in "(.*)" \((\d+):(\d+)\)$/

/** A message without the absolute paths that the bundler puts into it. */
function relativized(root: string, message: string): string {
  return message.replaceAll(`${resolve(root)}/`, '')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error)
}

function stopAtErrors(root: string, problems: readonly NormalizedProblem[]): void {
  const errors = problems.filter((problem) => problem.severity === 'error' && problem.ignored !== true)
  if (errors.length > 0) throw new DescriptionError(errors.map((problem) => toProblem(root, problem)))
}

function toProblem(root: string, problem: NormalizedProblem): DescriptionProblem {
  const message = relativized(root, problem.message)
  const [location] = problem.location
  if (location === undefined) return { place: '', message, rule: problem.ruleId }
  const { start } = getLineColLocation(location)
  const file = relative(root, location.source.absoluteRef)
  return { place: `${file}:${start.line}:${start.col}`, message, rule: problem.ruleId }
}
