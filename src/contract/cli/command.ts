import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { nearest, UsageError } from '../../command/index.ts'
import { listApis, readDescription } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import { FAMILIES } from '../cases/case.ts'
import { isCarried, isGuarded, preferred, schemesOf } from '../http/credentials.ts'
import { FixtureError } from '../fixtures/error.ts'
import type { Fixtures } from '../fixtures/types.ts'
import { firstLine } from '../../command/error-message.ts'
import { loadFixtures } from '../fixtures/load.ts'
import * as read from './options.ts'
import type { Words } from './options.ts'
import { isNamed, makePlan, namesRule } from '../run/plan.ts'
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
import { refuseLive } from './live-guard.ts'
import { withoutStrays } from '../fixtures/unhandled-errors.ts'
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
  const words = read.readWords(argv)
  if (words.help === true) {
    console.log(read.HELP)
    return 0
  }
  const reporter = read.readReporter(words.reporter)
  const minReached = read.readShare(words['min-reached'])
  if (words.merge !== undefined) return tell(mergeFiles(words.merge), words, reporter, minReached)
  if (words['base-url'] === undefined) {
    const stray = (['api-key', 'other-api-key', 'credential'] as const).find(
      (name) => words[name] !== undefined,
    )
    if (stray !== undefined)
      throw new UsageError(`\`--${stray}\` goes with --base-url; a sandbox has its own keys.`)
  }
  const descriptions: Description[] = []
  for (const name of words.api ?? apisFor(words))
    descriptions.push(await readDescription(process.cwd(), name))
  checkNames(descriptions, words)
  const reports: Report[] = []
  for (const description of descriptions) {
    if (words.list === true) {
      listCases(description, words)
      continue
    }
    const report = await judge(description, words, startLocal)
    if (report !== undefined) reports.push(report)
  }
  if (words.list === true) return 0
  if (reports.length === 0) throw new UsageError('Nothing was judged: say with --api and --base-url what is.')
  return tell(reports, words, reporter, minReached)
}

/** Refuses a name of --only or --skip that no API has: a slip of the pen would leave everything out, or nothing. */
function checkNames(descriptions: readonly Description[], { only = [], skip = [] }: Words): void {
  const names = [...only, ...skip]
  if (names.length === 0) return
  const plans = descriptions.map((description) => makePlan(description, { runs: 1 }))
  for (const name of names) {
    if (plans.some(({ cases }) => cases.some((subject) => isNamed(name, subject)))) continue
    const isRule = plans.some((plan) => namesRule(plan, name))
    if (isRule && only.includes(name)) continue
    if (isRule)
      throw new UsageError(`\`${name}\` is judged with every answer: no case of its own can be left out.`)
    const known = plans.flatMap(({ book, cases }) => [
      ...FAMILIES,
      ...book.rules.map(({ id }) => id),
      ...cases.map(({ id }) => id),
    ])
    const meant = nearest(name, known)
    const hint = meant === undefined ? 'Run with --list to see them.' : `Did you mean \`${meant}\`?`
    throw new UsageError(`\`${name}\` is no family, and no rule or case that a case speaks for. ${hint}`)
  }
}

function apisFor(words: Words): string[] {
  if (words['base-url'] !== undefined) throw new UsageError('Say with --api which API is at --base-url.')
  return listApis(process.cwd()).map((api) => api.name)
}

/** @returns undefined where an API that nobody asked for by name has nothing here to be judged, which is told */
async function judge(
  description: Description,
  words: Words,
  startLocal: StartLocal,
): Promise<Report | undefined> {
  let local: LocalTarget | undefined
  try {
    if (words['base-url'] === undefined) local = await startLocal(description.api)
  } catch (error) {
    if (!(error instanceof UsageError) || words.api !== undefined) throw error
    console.error(error.message)
    return undefined
  }
  try {
    return await play(await optionsOf(description, words, local), words)
  } finally {
    await local?.close()
  }
}

/** Plays a run under a line of progress; a run that the fixtures end still tells what it had found. */
async function play(options: RunOptions, words: Words): Promise<Report> {
  const progress = terminalProgress(process.stderr)
  const run = prepareRun({ ...options, onProgress: progress.update })
  try {
    const played = async (): Promise<void> => {
      await run.preflight()
      await run.play()
    }
    await (words.fixtures === undefined ? played() : withoutStrays(played))
    return run.report()
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error
    progress.clear()
    tell([run.report()], words, read.readReporter(words.reporter), undefined)
    throw explainFixtureError(error)
  } finally {
    progress.clear()
    run.close()
  }
}

async function optionsOf(
  description: Description,
  words: Words,
  local: LocalTarget | undefined,
): Promise<RunOptions> {
  const baseUrl = readUrl(local?.baseUrl ?? words['base-url'] ?? '')
  const apiKey = local?.apiKey ?? words['api-key'] ?? process.env['API_KEY'] ?? ''
  const otherApiKey =
    local?.otherApiKey ?? words['other-api-key'] ?? (process.env['OTHER_API_KEY'] || undefined)
  const credentials = read.readCredentials(words.credential ?? [], schemeNames(description))
  const needsKey = description.operations.some(
    (operation) =>
      isGuarded(operation) &&
      preferred(operation).some((scheme) => isCarried(scheme) && !(scheme.name in credentials)),
  )
  if (needsKey && apiKey === '')
    throw new UsageError('Give the API key with --api-key, or as API_KEY in the environment.')
  if (otherApiKey === apiKey && needsKey)
    throw new UsageError('--other-api-key must be another account’s key.')
  refuseLive(
    description,
    baseUrl,
    [apiKey, otherApiKey ?? '', ...Object.values(credentials)],
    words['allow-live'] === true,
  )
  const fixtureTimeout = read.readTime('--fixture-timeout', words['fixture-timeout'], FIXTURE_TIMEOUT)
  return {
    description,
    target: {
      baseUrl,
      apiKey,
      otherApiKey,
      credentials,
      headers: (words.header ?? []).map(read.readHeader),
      timeout: read.readTime('--timeout', words.timeout, TARGET_DEFAULTS.timeout),
      rate: read.readNumber('--rate', words.rate, TARGET_DEFAULTS.rate, 1),
      clockSkew: read.readNumber('--clock-skew', words['clock-skew'], TARGET_DEFAULTS.clockSkew),
    },
    fixtures:
      words.fixtures === undefined ? local?.fixtures : await loadFixtures(words.fixtures, fixtureTimeout),
    fixtureTimeout,
    selection: selectionOf(words),
    ...(words.seed === undefined ? {} : { seed: read.readNumber('--seed', words.seed, 0) }),
    runs: read.readNumber('--runs', words.runs, 20, 1),
    concurrency: read.readNumber('--concurrency', words.concurrency, 8, 1),
    bail: words.bail === true,
  }
}

function schemeNames({ operations }: Description): string[] {
  return [...new Set(operations.flatMap((operation) => schemesOf(operation).map(({ name }) => name)))]
}

function selectionOf(words: Words): NonNullable<RunOptions['selection']> {
  return {
    only: words.only ?? [],
    skip: words.skip ?? [],
    stateless: words.stateless === true,
    shard: read.readShard(words.shard),
  }
}

function readUrl(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UsageError(`\`--base-url\` takes an http or https URL; it was given \`${text}\`..`)
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    throw new UsageError('`--base-url` takes no credentials; give them with --api-key.')
  if (url.search !== '' || url.hash !== '')
    throw new UsageError(`\`--base-url\` takes no query and no fragment; it was given \`${text}\`..`)
  return url
}

function listCases(description: Description, words: Words): void {
  const target = { baseUrl: 'http://127.0.0.1', apiKey: '', otherApiKey: '' }
  const run = prepareRun({ description, target, selection: selectionOf(words) })
  for (const subject of run.cases) console.log(`${subject.id}\n    ${subject.rules.join(', ')}`)
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

function tell(
  reports: Report[],
  words: Words,
  reporter: ReturnType<typeof read.readReporter>,
  minReached: number | undefined,
): number {
  const gate = minReached === undefined ? {} : { minReached }
  const text = render(reports, reporter, { verbose: words.verbose === true, ...gate })
  if (words.output === undefined) console.log(text)
  else {
    write('--output', words.output, text)
    console.error(`The report is in ${words.output}.`)
  }
  const summary = process.env['GITHUB_STEP_SUMMARY'] ?? ''
  if (reporter === 'github' && summary !== '')
    write('GITHUB_STEP_SUMMARY', summary, githubSummary(reports, gate), 'a')
  return exitCode(reports, gate)
}
