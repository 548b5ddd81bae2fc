import { relative, resolve } from 'node:path'
import { callOf, HELP_OPTION, helpText, parseOptions, UsageError } from '../command/index.ts'
import type { OptionTable } from '../command/index.ts'
import {
  findApi,
  LOAD_OPTIONS,
  listApis,
  outputOf,
  readLoadOptions,
  warningLines,
} from '../description/index.ts'
import type { Api } from '../description/index.ts'
import { pathOf } from './files.ts'
import type { GeneratedApi, Plan } from './generate.ts'
import { IMPORT_EXTENSIONS, LANGUAGES, readChoice } from './options.ts'
import type { GenerateOptions } from './options.ts'
import { rememberRun, reportOf, unchangedReports } from './unchanged.ts'
import type { ApiReport } from './unchanged.ts'

const options = {
  check: {
    type: 'boolean',
    default: false,
    description: 'write nothing; list the files that are out of date, and exit with 1',
  },
  api: {
    type: 'string',
    argument: 'NAME',
    multiple: true,
    description: 'only this API, by its name or the path of its description',
  },
  output: {
    type: 'string',
    argument: 'DIR',
    description: 'the folder of the generated files; default: the one in redocly.yaml, or generated/<api>',
  },
  reporter: {
    type: 'string',
    argument: 'FORMAT',
    default: 'terminal',
    description:
      'terminal, or json: { operations, skipped: [{ operation, reason, source }], warnings }, and if there are several APIs, such an object for each by its name',
  },
  language: {
    type: 'string',
    argument: 'LANGUAGE',
    description:
      'ts, or js with declarations; default: `language` under `x-openapi-contracts` in redocly.yaml, or ts',
  },
  'import-extension': {
    type: 'string',
    argument: 'EXTENSION',
    description:
      'the extension in imports: ts, js or none; default: `importExtension` under `x-openapi-contracts` in redocly.yaml, or js',
  },
  'no-validators': {
    type: 'boolean',
    default: false,
    description: 'generate no validators, and a client without `validate`',
  },
  ...LOAD_OPTIONS,
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: callOf('generate', '[api|file …] [options]'),
    about:
      'Generates the files in generated/<api>/ from the descriptions in redocly.yaml: the bundled document, types, validators and a client. A fault of a description is a warning, and an operation that the client cannot send is left out of it and reported. If a description cannot be read, no file is written.',
    options,
  })

/** Runs `npm run generate`. @returns the exit code: 0, or 1 if `--check` finds a difference */
export async function generateCommand(
  argv: readonly string[],
  root: string = process.cwd(),
): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  if (!['terminal', 'json'].includes(values.reporter))
    throw new UsageError(`Unknown reporter \`${values.reporter}\`. Expected \`terminal\` or \`json\`.`)
  const names = [...positionals, ...(values.api ?? [])]
  const apis = selectApis(root, names, values.output)
  const input = { root, apis, all: names.length === 0, options: readOptions(values) }
  const isJson = values.reporter === 'json'
  const start = performance.now()
  const unchanged = values.check ? undefined : unchangedReports(input)
  if (unchanged !== undefined) {
    report(unchanged, isJson)
    const durationMs = performance.now() - start
    for (const each of isJson ? [] : unchanged) reportApi(each, durationMs, new Set())
    return 0
  }
  // The generators are loaded only if there is work for them.
  const { plan, write } = await import('./generate.ts')
  const planned = await plan(root, apis, input.all, input.options)
  const reports = planned.generated.map(reportOf)
  report(reports, isJson)
  if (values.check) return reportDrift(planned, isJson)
  write(root, planned)
  rememberRun(input, planned, reports)
  if (!isJson) reportWritten(planned)
  return 0
}

function readOptions(
  values: Parameters<typeof readLoadOptions>[0] & {
    readonly 'no-validators': boolean
    readonly language?: string | undefined
    readonly 'import-extension'?: string | undefined
  },
): GenerateOptions {
  const { language, 'import-extension': extension } = values
  return {
    ...readLoadOptions(values),
    ...(values['no-validators'] && { validators: false }),
    ...(language !== undefined && { language: readChoice('language', language, LANGUAGES) }),
    ...(extension !== undefined && {
      importExtension: readChoice('import-extension', extension, IMPORT_EXTENSIONS),
    }),
  }
}

/** @throws UsageError for an unknown name, or one output for several APIs */
function selectApis(root: string, names: readonly string[], output: string | undefined): Api[] {
  const apis = names.length === 0 ? listApis(root) : names.map((name) => findApi(root, name))
  if (output === undefined) return apis
  const [api] = apis
  if (api === undefined || apis.length > 1) throw new UsageError('`--output` needs one API: name it.')
  return [{ ...api, output: relative(root, resolve(root, output)) || '.' }]
}

function report(reports: readonly ApiReport[], isJson: boolean): void {
  if (isJson) console.log(jsonReport(reports))
  else reportProblems(reports)
}

/** Prints a line for each warning, and for each operation that has no method, which may follow from a warning. */
function reportProblems(reports: readonly ApiReport[]): void {
  for (const line of warningLines(reports.flatMap(({ warnings }) => warnings))) console.warn(line)
  for (const { operation, reason, source } of reports.flatMap(({ skipped }) => skipped))
    console.warn(`${source}: \`${operation}\` has no method: ${reason}`)
}

/** Writes one object for one API, or an object of them by the names of several APIs. */
function jsonReport(reports: readonly ApiReport[]): string {
  const entries = reports.map(
    ({ api, operations, skipped, warnings }) => [api.name, { operations, skipped, warnings }] as const,
  )
  const [only, second] = entries
  const value = only !== undefined && second === undefined ? only[1] : Object.fromEntries(entries)
  return JSON.stringify(value, null, 2)
}

function reportDrift({ generated, files, differences }: Plan, isJson: boolean): number {
  const folder = folderOf(generated)
  if (differences.length === 0) {
    if (isJson) return 0
    console.log(
      `${folder}/ is up to date: ${generated.map(({ api }) => api.name).join(', ')}, ${files.size} files.`,
    )
    return 0
  }
  console.error(`${folder}/ is out of date:`)
  for (const { path, kind } of differences) console.error(`  ${path}  ${kind}`)
  console.error(`To update it: ${callOf('generate')}`)
  return 1
}

/** Returns the folder to name in messages. */
function folderOf(generated: readonly GeneratedApi[]): string {
  const [only, ...more] = generated
  return only?.api.output === undefined || more.length > 0 ? 'generated' : outputOf(only.api)
}

function reportWritten({ generated, differences }: Plan): void {
  const changed = new Set(differences.map(({ path }) => path))
  for (const each of generated) reportApi(reportOf(each), each.durationMs, changed)
  for (const { path, kind } of differences) {
    if (kind === 'superfluous') console.log(`removed ${path}`)
  }
}

function reportApi({ api, files }: ApiReport, durationMs: number, changed: ReadonlySet<string>): void {
  console.log(`${outputOf(api)}/  from ${api.file} in ${Math.round(durationMs)} ms`)
  for (const { name, bytes: count, zipped: zippedCount } of files) {
    const size = bytes(count).padStart(12)
    const zipped = zippedCount === undefined ? ''.padStart(15) : `${bytes(zippedCount).padStart(10)} gzip`
    const path = pathOf(api, name)
    const isWritten = [...changed].some((one) => one === path || (path.endsWith('/') && one.startsWith(path)))
    const state = isWritten ? 'written' : 'unchanged'
    console.log(`  ${name.padEnd(16)} ${size} ${zipped}  ${state}`)
  }
}

function bytes(count: number): string {
  return `${count.toLocaleString('en-US')} B`
}
