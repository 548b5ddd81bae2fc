import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { bundle, createConfig, getLineColLocation, lint, loadConfig } from '@redocly/openapi-core'
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
  /** All files that were bundled, relative to the root; the description first. */
  files: string[]
}

/**
 * Lints and bundles a description with the project's `redocly.yaml`. A description that was given by its path is linted
 * only with the rules that every description must keep.
 *
 * @param root the project's root; the folder of `redocly.yaml`
 * @throws DescriptionError with every error of the linter, each at file:line:column
 */
export async function bundleApi(root: string, api: Api, options: { lint?: boolean } = {}): Promise<Bundled> {
  const ref = resolve(root, api.file)
  const config = api.lenient === true ? await lenientConfig() : await projectConfig(root, api)
  if (options.lint !== false) throwOnErrors(root, await runRedocly(root, api, () => lint({ ref, config })))
  const result = await runRedocly(root, api, () => bundle({ ref, config }))
  throwOnErrors(root, result.problems)
  const document = structuredClone(result.bundle.parsed) as OpenAPIDocument
  checkVersion(api, document)
  const read = (path: string): string => readFileSync(path, 'utf8')
  return {
    document,
    sourceMap: makeSourceMap(document, ref, read, root),
    files: [...new Set([ref, ...result.fileDependencies])].map((path) => relative(root, path)),
  }
}

async function projectConfig(root: string, api: Api): Promise<Config> {
  const config = await loadConfig({ configPath: resolve(root, 'redocly.yaml') }).catch((error: unknown) => {
    throw new DescriptionError([{ source: 'redocly.yaml', message: messageOf(error) }])
  })
  return config.forAlias(api.name)
}

/** Returns the rules for any description: it must be well-formed, and its extensions must be correct. */
async function lenientConfig(): Promise<Config> {
  const [{ default: plugin }, { default: lenient }] = await Promise.all([
    import('./lint/plugin.js'),
    import('./lint/lenient.js'),
  ])
  return createConfig({ plugins: [plugin(), lenient()], extends: ['contract/usable', 'lenient/all'] })
}

/** Rejects other versions: `nullable`, `example` and others of OpenAPI 3.0 have another or no meaning in 3.1. */
function checkVersion({ file }: Api, { openapi }: OpenAPIDocument): void {
  if (/^3\.1\.\d/.test(openapi)) return
  throw new DescriptionError([
    {
      source: file,
      message: `Unsupported version OpenAPI ${openapi}; expected 3.1. Convert the description, and write \`openapi: 3.1.1\`.`,
    },
  ])
}

/** Turns an error of the bundler (a missing file, invalid YAML) into a problem with its source. */
async function runRedocly<T>(root: string, api: Api, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw new DescriptionError([parseProblem(resolve(root), api, messageOf(error))])
  }
}

/** Reads the source from the end of the bundler's message: `… in "/a/b.yaml" (4:2)`. */
function parseProblem(root: string, api: Api, message: string): DescriptionProblem {
  const [, text, path, line, column] = POSITION.exec(message) ?? []
  if (text === undefined || path === undefined)
    return { source: api.file, message: withRelativePaths(root, message) }
  return { source: `${relative(root, path)}:${line ?? ''}:${column ?? ''}`, message: text }
}

const POSITION = /^(.*) in "(.*)" \((\d+):(\d+)\)$/

/** Removes the absolute paths from a message of the bundler. */
function withRelativePaths(root: string, message: string): string {
  return message.replaceAll(`${resolve(root)}/`, '')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error)
}

/** A boolean is a valid schema (JSON Schema 2020-12, section 4.3.2), but Redocly accepts it only in some places. */
const BOOLEAN_SCHEMA = 'Expected type `Schema` (object) but got `boolean`'

function throwOnErrors(root: string, problems: readonly NormalizedProblem[]): void {
  const errors = problems.filter(
    ({ severity, ignored, message }) =>
      severity === 'error' && ignored !== true && message !== BOOLEAN_SCHEMA,
  )
  if (errors.length > 0) throw new DescriptionError(errors.map((problem) => toProblem(root, problem)))
}

function toProblem(root: string, problem: NormalizedProblem): DescriptionProblem {
  const message = withRelativePaths(root, problem.message)
  const [location] = problem.location
  if (location === undefined) return { source: '', message, rule: problem.ruleId }
  const { start } = getLineColLocation(location)
  const file = relative(root, location.source.absoluteRef)
  return { source: `${file}:${start.line}:${start.col}`, message, rule: problem.ruleId }
}
