import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { nearest, UsageError } from '../command/index.ts'
import { listApis, readDescription } from '../description/index.ts'
import type { Description } from '../description/index.ts'
import { FAMILIES } from './case.ts'
import { FixtureError } from './fixture-error.ts'
import type { Fixtures } from './fixture.ts'
import { firstLine, loadFixtures } from './load-fixtures.ts'
import * as read from './options.ts'
import type { Words } from './options.ts'
import { isNamed, makePlan } from './plan.ts'
import { explainFixtureError } from './preflight.ts'
import { exitCode, githubSummary, mergeRuns, parseReports, render, terminalProgress } from './report/index.ts'
import type { Report } from './report/index.ts'
import { prepareRun } from './run.ts'
import type { RunOptions } from './run.ts'
import { refuseLive } from './safety.ts'

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
    const stray = (['api-key', 'other-api-key'] as const).find((name) => words[name] !== undefined)
    if (stray !== undefined)
      throw new UsageError(`\`--${stray}\` goes with --base-url; a sandbox has its own keys.`)
  }
  const descriptions: Description[] = []
  for (const name of words.api ?? apisFor(words))
    descriptions.push(await readDescription(process.cwd(), name))
  checkNames(descriptions, [...(words.only ?? []), ...(words.skip ?? [])])
  const reports: Report[] = []
  for (const description of descriptions) {
    if (words.list === true) {
      listCases(description, words)
      continue
    }
    reports.push(await judge(description, words, startLocal))
  }
  return words.list === true ? 0 : tell(reports, words, reporter, minReached)
}

/** Refuses a name of --only or --skip that no API has: a slip of the pen would leave everything out, or nothing. */
function checkNames(descriptions: readonly Description[], names: readonly string[]): void {
  if (names.length === 0) return
  const plans = descriptions.map((description) => makePlan(description, { runs: 1 }))
  for (const name of names) {
    if (plans.some(({ cases }) => cases.some((subject) => isNamed(name, subject)))) continue
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

async function judge(description: Description, words: Words, startLocal: StartLocal): Promise<Report> {
  const local = words['base-url'] === undefined ? await startLocal(description.api) : undefined
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
    await run.preflight()
    await run.play()
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
  const otherApiKey = local?.otherApiKey ?? words['other-api-key'] ?? process.env['OTHER_API_KEY']
  const needsKey = description.operations.some(({ security }) => security.length > 0)
  if (needsKey && apiKey === '')
    throw new UsageError('Give the API key with --api-key, or as API_KEY in the environment.')
  if (otherApiKey === apiKey && needsKey)
    throw new UsageError('--other-api-key must be another account’s key.')
  refuseLive(description, baseUrl, [apiKey, otherApiKey ?? ''], words['allow-live'] === true)
  return {
    description,
    target: {
      baseUrl,
      apiKey,
      otherApiKey,
      headers: (words.header ?? []).map(read.readHeader),
      timeout: read.readNumber('--timeout', words.timeout, 10_000, 1),
      rate: read.readNumber('--rate', words.rate, 0, 1),
      clockSkew: read.readNumber('--clock-skew', words['clock-skew'], 5),
    },
    fixtures: words.fixtures === undefined ? local?.fixtures : await loadFixtures(words.fixtures),
    selection: selectionOf(words),
    ...(words.seed === undefined ? {} : { seed: read.readNumber('--seed', words.seed, 0) }),
    runs: read.readNumber('--runs', words.runs, 20, 1),
    concurrency: read.readNumber('--concurrency', words.concurrency, 8, 1),
    bail: words.bail === true,
  }
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
    throw new UsageError(`\`--base-url\` takes an http or https URL; it was given \`${text}\`.`)
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    throw new UsageError('`--base-url` takes no credentials; give them with --api-key.')
  if (url.search !== '' || url.hash !== '')
    throw new UsageError(`\`--base-url\` takes no query and no fragment; it was given \`${text}\`.`)
  return url
}

function listCases(description: Description, words: Words): void {
  const target = {
    baseUrl: new URL('http://127.0.0.1'),
    apiKey: '',
    otherApiKey: '',
    headers: [],
    timeout: 1,
    rate: 0,
    clockSkew: 0,
  }
  const run = prepareRun({ description, target, selection: selectionOf(words) })
  for (const subject of run.cases) console.log(`${subject.id}\n    ${subject.rules.join(', ')}`)
  run.close()
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`\`--output\`: ${file} cannot be written: ${firstLine(error)}`)
  }
}

function mergeFiles(files: readonly string[]): Report[] {
  const parts = files.map((file) => {
    if (!existsSync(file)) throw new UsageError(`${file}: there is no such report.`)
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
    write(words.output, text)
    console.error(`The report is in ${words.output}.`)
  }
  const summary = process.env['GITHUB_STEP_SUMMARY']
  if (reporter === 'github' && summary !== undefined) appendFileSync(summary, githubSummary(reports, gate))
  return exitCode(reports, gate)
}
