import { relative, resolve } from 'node:path'
import { createConfig, getLineColLocation, lint, loadConfig } from '@redocly/openapi-core'
import type { Config, NormalizedProblem } from '@redocly/openapi-core'
import type { Api } from './apis.ts'
import { get } from '../schema/index.ts'
import { causesFirst } from './causes.ts'
import { DescriptionError } from './error.ts'
import type { DescriptionProblem } from './error.ts'
import { readYaml } from './yaml.ts'

/** The rules of a project's `redocly.yaml`, or the profile `contract/strict`, which needs no such file. */
export type LintRules = 'project' | 'strict'

/** A problem that the linter reports, and whether the project's rules make it an error. */
export interface LintProblem extends DescriptionProblem {
  readonly severity: 'error' | 'warning'
}

/**
 * Lints a description with the rules of the project's `redocly.yaml`.
 *
 * @throws DescriptionError with every error of the linter, each at file:line:column
 */
export async function lintProject(root: string, api: Api): Promise<void> {
  const errors = (await lintProblems(root, api, 'project')).filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new DescriptionError(causesFirst(errors.map(withoutSeverity)))
}

/** All problems of a DescriptionError are errors. */
function withoutSeverity({ source, message, rule }: LintProblem): DescriptionProblem {
  return { source, message, ...(rule !== undefined && { rule }) }
}

/**
 * Returns the problems that the linter reports with these rules.
 *
 * @throws DescriptionError if the description cannot be parsed, or `redocly.yaml` cannot be used
 */
export async function lintProblems(root: string, api: Api, rules: LintRules): Promise<LintProblem[]> {
  const config = await (rules === 'strict' ? strictConfig() : projectConfig(root, api))
  const problems = await lint({ ref: resolve(root, api.file), config }).catch((error: unknown) => {
    throw new DescriptionError([parseProblem(resolve(root), api, messageOf(error))])
  })
  return problems
    .filter(({ ignored, message }) => ignored !== true && message !== BOOLEAN_SCHEMA)
    .map((problem) => ({
      ...toProblem(root, problem),
      severity: problem.severity === 'error' ? 'error' : 'warning',
    }))
}

async function strictConfig(): Promise<Config> {
  const { default: plugin } = await import('./lint/plugin.js')
  return createConfig({ plugins: [plugin()], extends: ['contract/strict'] })
}

async function projectConfig(root: string, api: Api): Promise<Config> {
  const config = await loadConfig({ configPath: resolve(root, 'redocly.yaml') }).catch((error: unknown) => {
    throw new DescriptionError([{ source: 'redocly.yaml', message: messageOf(error) }])
  })
  return config.forAlias(api.name)
}

/** Reads the source from the end of the linter's message: `… in "/a/b.yaml" (4:2)`. */
function parseProblem(root: string, api: Api, message: string): DescriptionProblem {
  const [, text, path, line, column] = POSITION.exec(message) ?? []
  if (text === undefined || path === undefined)
    return { source: api.file, message: withRelativePaths(root, message) }
  return { source: `${relative(root, path)}:${line ?? ''}:${column ?? ''}`, message: text }
}

const POSITION = /^(.*) in "(.*)" \((\d+):(\d+)\)$/

function withRelativePaths(root: string, message: string): string {
  return message.replaceAll(`${resolve(root)}/`, '')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error)
}

/** A boolean is a valid schema (JSON Schema 2020-12, section 4.3.2), but Redocly accepts it only in some places. */
const BOOLEAN_SCHEMA = 'Expected type `Schema` (object) but got `boolean`'

/** Adds the target of a reference: the linter names it only if it is a file. */
function withTarget(message: string, location: NormalizedProblem['location'][number] | undefined): string {
  if (location?.pointer === undefined || !message.startsWith("Can't resolve $ref")) return message
  const pointer = location.pointer.replace(/^#/, '').replace(/\/\$ref$/, '')
  const { $ref } = (valueAt(location.source.body, pointer) ?? {}) as { $ref?: unknown }
  return typeof $ref === 'string' ? `Can't resolve $ref: \`${$ref}\` does not exist.` : message
}

function valueAt(text: string, pointer: string): unknown {
  try {
    return get(readYaml('', text), pointer)
  } catch {
    return undefined
  }
}

function toProblem(root: string, problem: NormalizedProblem): DescriptionProblem {
  const [location] = problem.location
  const message = withTarget(withRelativePaths(root, problem.message), location)
  if (location === undefined) return { source: '', message, rule: problem.ruleId }
  const { start } = getLineColLocation(location)
  const file = relative(root, location.source.absoluteRef)
  return { source: `${file}:${start.line}:${start.col}`, message, rule: problem.ruleId }
}
