import { quoteShell, UsageError, wholeNumber } from '../../command/index.ts'
import type { Description } from '../../description/index.ts'
import { HarWriter, Masker, readHar } from '../../har/index.ts'
import { terminalProgress } from '../report/index.ts'
import type { Report } from '../report/index.ts'
import { secretsOf } from '../traffic/secrets.ts'
import { Traffic } from '../traffic/traffic.ts'
import { collectGarbage } from './collect-garbage.ts'
import * as read from './option-values.ts'
import { readCliOptions } from './options.ts'
import type { CliOptions } from './options.ts'
import { commandOf } from './rerun.ts'

/** The options that need a run, which a recording is not. */
const OF_RUNS = ['fixtures', 'list', 'arazzo', 'shard', 'bail', 'record', 'stateless', 'seed'] as const

/** How many exchanges are checked between two lines of progress. */
const PROGRESS = 1000

/**
 * Checks the exchanges of HAR files against their descriptions. Sends nothing.
 *
 * @returns a report for each description with an exchange. It says which files could not be read to their end
 * @throws UsageError if no exchange belongs to a description
 */
export async function checkRecordings(
  descriptions: readonly Description[],
  files: readonly string[],
  cliOptions: CliOptions,
): Promise<Report[]> {
  const unexpected = OF_RUNS.find((name) => cliOptions[name] !== undefined && cliOptions[name] !== false)
  if (unexpected !== undefined)
    throw new UsageError(`\`--${unexpected}\` needs a run. With --har nothing is sent.`)
  const all = descriptions.map((description) => new Traffic(trafficOptions(description, files, cliOptions)))
  const progress = terminalProgress(process.stderr)
  const problems: UsageError[] = []
  let count = 0
  const readAll = async (file: string): Promise<void> => {
    for await (const entry of readHar(file)) {
      for (const traffic of all) {
        if ('problem' in entry) traffic.ignore(entry.problem)
        else traffic.add(entry)
      }
      count += 1
      if (count % PROGRESS !== 0) continue
      progress.update({ done: count, total: count, failed: 0, exchanges: count })
      collectGarbage()
    }
  }
  try {
    for (const file of files)
      await readAll(file).catch((error: unknown) => {
        if (!(error instanceof UsageError)) throw error
        problems.push(error)
      })
  } finally {
    progress.clear()
  }
  const matched = all.filter(({ coverage }) => coverage.checked > 0)
  const [problem] = problems
  if (matched.length === 0) throw problem ?? new UsageError(explainNoMatch(all, files, count))
  const target = cliOptions['base-url'] ?? files.join(', ')
  const stopped = problems.length === 0 ? {} : { stopped: problems.map(({ message }) => message).join(' ') }
  return matched.map((traffic) => ({ ...traffic.report(files, target), ...stopped }))
}

function trafficOptions(
  description: Description,
  files: readonly string[],
  cliOptions: CliOptions,
): ConstructorParameters<typeof Traffic>[0] {
  const { 'base-url': baseUrl } = cliOptions
  const [file] = read.readReporters(cliOptions.reporter, cliOptions.output).flatMap((one) => one.file ?? [])
  return {
    description,
    baseUrl: baseUrl === undefined ? undefined : read.readBaseUrl(baseUrl),
    clockSkew: wholeNumber('--clock-skew', cliOptions['clock-skew'], { min: 0 }),
    bodyFolder: file === undefined ? undefined : `${file}.bodies`,
    command: `${commandOf(cliOptions, description.api, readCliOptions([]))} ${files.map((one) => `--har ${quoteShell(one)}`).join(' ')}`,
  }
}

function explainNoMatch(all: readonly Traffic[], files: readonly string[], count: number): string {
  if (count === 0) return `${files.join(', ')}: no exchange is recorded.`
  const origins = [...new Set(all.flatMap(({ coverage }) => coverage.elsewhere.map(({ origin }) => origin)))]
  const hosts = origins.length === 0 ? '' : ` The requests went to ${origins.slice(0, 5).join(', ')}.`
  return `${files.join(', ')}: no exchange belongs to an operation of ${all.map(({ options }) => `\`${options.description.api}\``).join(' or ')}.${hosts} Name the address of the recorded server with --base-url.`
}

/** Opens the file of `--record`. Undefined without one. */
export function openRecording(description: Description, file: string | undefined): HarWriter | undefined {
  return file === undefined ? undefined : new HarWriter(file, new Masker(secretsOf(description)))
}
