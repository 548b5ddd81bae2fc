import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { nearest, UsageError, firstLine } from '../../command/index.ts'
import { listApis, readDescription } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import { FAMILIES } from '../cases/case.ts'
import { isSentInRequest, requiresCredentials, preferredRequirement, schemesOf } from '../http/credentials.ts'
import { FixtureError } from '../fixtures/error.ts'
import type { Fixtures } from '../fixtures/types.ts'
import { loadFixtures } from '../fixtures/load.ts'
import * as read from './options.ts'
import type { CliOptions } from './options.ts'
import { matchesCase, makePlan, matchesRule } from '../run/plan.ts'
import { explainFixtureError } from '../preflight/index.ts'
import {
  exitCode,
  githubSummary,
  mergeRuns,
  parseReports,
  render,
  terminalProgress,
} from '../report/index.ts'
import type { Report } from '../report/index.ts'
import { FIXTURE_TIMEOUT, prepareRun } from '../run/run.ts'
import type { RunOptions } from '../run/run.ts'
import { rejectLive } from './live-guard.ts'
import { catchUnhandledErrors } from '../fixtures/unhandled-errors.ts'
import { TARGET_DEFAULTS } from '../http/target.ts'

/** An implementation that is started for the judgement and stopped after it. */
export interface LocalTarget {
  readonly baseUrl: string
  readonly apiKey: string
  readonly otherApiKey?: string
  readonly fixtures: Fixtures
  close(): Promise<void>
}

export type StartLocal = (api: string) => Promise<LocalTarget>

/**
 * `npm run contract`: judges a live implementation; without `--base-url` the ones that `startLocal` starts.
 *
 * @returns 0 all held, 1 something broken or too little reached
 * @throws UsageError where it cannot run; the command line ends with 2
 */
export async function contractCommand(argv: string[], startLocal: StartLocal): Promise<number> {
  const cliOptions = read.readCliOptions(argv)
  if (cliOptions.help === true) {
    console.log(read.HELP)
    return 0
  }
  const reporter = read.readReporter(cliOptions.reporter)
  const minTested = read.readShare(cliOptions['min-tested'])
  if (cliOptions.merge !== undefined)
    return writeReports(mergeFiles(cliOptions.merge), cliOptions, reporter, minTested)
  if (cliOptions['base-url'] === undefined) {
    const unexpected = (['api-key', 'other-api-key', 'credential'] as const).find(
      (name) => cliOptions[name] !== undefined,
    )
    if (unexpected !== undefined)
      throw new UsageError(`\`--${unexpected}\` goes with --base-url; a sandbox has its own keys.`)
  }
  const descriptions: Description[] = []
  for (const name of cliOptions.api ?? apisFor(cliOptions))
    descriptions.push(await readDescription(process.cwd(), name))
  checkNames(descriptions, cliOptions)
  const reports: Report[] = []
  for (const description of descriptions) {
    if (cliOptions.list === true) {
      listCases(description, cliOptions)
      continue
    }
    const report = await testApi(description, cliOptions, startLocal)
    if (report !== undefined) reports.push(report)
  }
  if (cliOptions.list === true) return 0
  if (reports.length === 0) throw new UsageError('Nothing was judged: say with --api and --base-url what is.')
  return writeReports(reports, cliOptions, reporter, minTested)
}

/** Refuses a name of --only or --skip that no API has: a slip of the pen would leave everything out, or nothing. */
function checkNames(descriptions: readonly Description[], { only = [], skip = [] }: CliOptions): void {
  const names = [...only, ...skip]
  if (names.length === 0) return
  const plans = descriptions.map((description) => makePlan(description, { runs: 1 }))
  for (const name of names) {
    if (plans.some(({ cases }) => cases.some((testCase) => matchesCase(name, testCase)))) continue
    const isRule = plans.some((plan) => matchesRule(plan, name))
    if (isRule && only.includes(name)) continue
    if (isRule)
      throw new UsageError(`\`${name}\` is judged with every answer: no case of its own can be left out.`)
    const known = plans.flatMap(({ book, cases }) => [
      ...FAMILIES,
      ...book.rules.map(({ id }) => id),
      ...cases.map(({ id }) => id),
    ])
    const suggestion = nearest(name, known)
    const hint = suggestion === undefined ? 'Run with --list to see them.' : `Did you mean \`${suggestion}\`?`
    throw new UsageError(`\`${name}\` is no family, and no rule or case that a case speaks for. ${hint}`)
  }
}

function apisFor(cliOptions: CliOptions): string[] {
  if (cliOptions['base-url'] !== undefined) throw new UsageError('Say with --api which API is at --base-url.')
  return listApis(process.cwd()).map((api) => api.name)
}

/** @returns undefined where an API that nobody asked for by name has nothing here to be judged, which is told */
async function testApi(
  description: Description,
  cliOptions: CliOptions,
  startLocal: StartLocal,
): Promise<Report | undefined> {
  let local: LocalTarget | undefined
  try {
    if (cliOptions['base-url'] === undefined) local = await startLocal(description.api)
  } catch (error) {
    if (!(error instanceof UsageError) || cliOptions.api !== undefined) throw error
    console.error(error.message)
    return undefined
  }
  try {
    return await runWithProgress(await optionsOf(description, cliOptions, local), cliOptions)
  } finally {
    await local?.close()
  }
}

/** Plays a run under a line of progress; a run that the fixtures end still tells what it had found. */
async function runWithProgress(options: RunOptions, cliOptions: CliOptions): Promise<Report> {
  const progress = terminalProgress(process.stderr)
  const run = prepareRun({ ...options, onProgress: progress.update })
  try {
    const runAll = async (): Promise<void> => {
      await run.preflight()
      await run.execute()
    }
    await (cliOptions.fixtures === undefined ? runAll() : catchUnhandledErrors(runAll))
    return run.report()
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error
    progress.clear()
    writeReports([run.report()], cliOptions, read.readReporter(cliOptions.reporter), undefined)
    throw explainFixtureError(error)
  } finally {
    progress.clear()
    run.close()
  }
}

async function optionsOf(
  description: Description,
  cliOptions: CliOptions,
  local: LocalTarget | undefined,
): Promise<RunOptions> {
  const baseUrl = readUrl(local?.baseUrl ?? cliOptions['base-url'] ?? '')
  const apiKey = local?.apiKey ?? cliOptions['api-key'] ?? process.env['API_KEY'] ?? ''
  const otherApiKey =
    local?.otherApiKey ?? cliOptions['other-api-key'] ?? (process.env['OTHER_API_KEY'] || undefined)
  const credentials = read.readCredentials(cliOptions.credential ?? [], schemeNames(description))
  const needsKey = description.operations.some(
    (operation) =>
      requiresCredentials(operation) &&
      preferredRequirement(operation).some(
        (scheme) => isSentInRequest(scheme) && !(scheme.name in credentials),
      ),
  )
  if (needsKey && apiKey === '')
    throw new UsageError('Give the API key with --api-key, or as API_KEY in the environment.')
  if (otherApiKey === apiKey && needsKey)
    throw new UsageError('--other-api-key must be another account’s key.')
  rejectLive(
    description,
    baseUrl,
    [apiKey, otherApiKey ?? '', ...Object.values(credentials)],
    cliOptions['allow-live'] === true,
  )
  const fixtureTimeout = read.readTime('--fixture-timeout', cliOptions['fixture-timeout'], FIXTURE_TIMEOUT)
  return {
    description,
    target: {
      baseUrl,
      apiKey,
      otherApiKey,
      credentials,
      headers: (cliOptions.header ?? []).map(read.readHeader),
      timeout: read.readTime('--timeout', cliOptions.timeout, TARGET_DEFAULTS.timeout),
      rate: read.readNumber('--rate', cliOptions.rate, TARGET_DEFAULTS.rate, 1),
      clockSkew: read.readNumber('--clock-skew', cliOptions['clock-skew'], TARGET_DEFAULTS.clockSkew),
    },
    fixtures:
      cliOptions.fixtures === undefined
        ? local?.fixtures
        : await loadFixtures(cliOptions.fixtures, fixtureTimeout),
    fixtureTimeout,
    selection: selectionOf(cliOptions),
    ...(cliOptions.seed === undefined ? {} : { seed: read.readNumber('--seed', cliOptions.seed, 0) }),
    runs: read.readNumber('--runs', cliOptions.runs, 20, 1),
    concurrency: read.readNumber('--concurrency', cliOptions.concurrency, 8, 1),
    bail: cliOptions.bail === true,
    bodyFolder: cliOptions.output === undefined ? undefined : `${cliOptions.output}.bodies`,
  }
}

function schemeNames({ operations }: Description): string[] {
  return [...new Set(operations.flatMap((operation) => schemesOf(operation).map(({ name }) => name)))]
}

function selectionOf(cliOptions: CliOptions): NonNullable<RunOptions['selection']> {
  return {
    only: cliOptions.only ?? [],
    skip: cliOptions.skip ?? [],
    stateless: cliOptions.stateless === true,
    shard: read.readShard(cliOptions.shard),
  }
}

function readUrl(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UsageError(`\`--base-url\` takes an http or https URL; it was given \`${text}\`.`)
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    throw new UsageError('`--base-url` takes no credentials; give them with --api-key.')
  if (url.search !== '' || url.hash !== '')
    throw new UsageError(`\`--base-url\` takes no query and no fragment; it was given \`${text}\`.`)
  return url
}

function listCases(description: Description, cliOptions: CliOptions): void {
  const target = { baseUrl: 'http://127.0.0.1', apiKey: '', otherApiKey: '' }
  const run = prepareRun({ description, target, selection: selectionOf(cliOptions) })
  for (const testCase of run.cases) console.log(`${testCase.id}\n    ${testCase.rules.join(', ')}`)
  run.close()
}

/** @param flag `a` to write at the end of what is there */
function write(option: string, file: string, text: string, flag: 'w' | 'a' = 'w'): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { flag })
  } catch (error) {
    throw new UsageError(`\`${option}\`: ${file} cannot be written: ${firstLine(error)}`)
  }
}

function mergeFiles(files: readonly string[]): Report[] {
  const parts = files.map((file) => {
    if (!existsSync(file)) throw new UsageError(`${file}: there is no such report.`)
    if (!statSync(file).isFile()) throw new UsageError(`${file}: it is no file.`)
    return parseReports(readFileSync(file, 'utf8'), file)
  })
  return mergeRuns(parts.flat())
}

function writeReports(
  reports: Report[],
  cliOptions: CliOptions,
  reporter: ReturnType<typeof read.readReporter>,
  minTested: number | undefined,
): number {
  const gate = minTested === undefined ? {} : { minTested }
  const text = render(reports, reporter, { verbose: cliOptions.verbose === true, ...gate })
  if (cliOptions.output === undefined) console.log(text)
  else {
    write('--output', cliOptions.output, text)
    console.error(`The report is in ${cliOptions.output}.`)
  }
  const summary = process.env['GITHUB_STEP_SUMMARY'] ?? ''
  if (reporter === 'github' && summary !== '')
    write('GITHUB_STEP_SUMMARY', summary, githubSummary(reports, gate), 'a')
  return exitCode(reports, gate)
}
