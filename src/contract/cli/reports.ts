import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { firstLine, UsageError } from '../../command/index.ts'
import {
  applyPolicy,
  exitCode,
  githubSummary,
  mergeRuns,
  parseReports,
  render,
  terminalSummary,
  wantsColor,
} from '../report/index.ts'
import type { Gate, Report } from '../report/index.ts'
import { readFailOn, readReporters, readShare } from './option-values.ts'
import type { ReporterTarget } from './option-values.ts'
import type { CliOptions } from './options.ts'
import { readPolicy } from './policy.ts'

/** Where reports go, and what fails a run. It is read before the run, so that an error in it is not noticed only at the end. */
export interface Output {
  readonly targets: readonly ReporterTarget[]
  readonly gate: Gate
  readonly verbose: boolean
  readonly all: boolean
  /** The reports of an earlier run. */
  readonly baseline: readonly Report[] | undefined
}

/** The options that say where reports go. */
export type OutputOptions = Pick<
  CliOptions,
  'reporter' | 'output' | 'verbose' | 'all' | 'baseline' | 'min-tested' | 'fail-on'
>

/** @throws UsageError for an unknown reporter, an invalid share or severity, or a baseline that is not a report */
export function readOutput(cliOptions: OutputOptions): Output {
  const { reporter, output, verbose, all, baseline } = cliOptions
  return {
    targets: readReporters(reporter, output),
    gate: { minTested: readShare(cliOptions['min-tested']), failOn: readFailOn(cliOptions['fail-on']) },
    verbose,
    all,
    baseline: baseline === undefined ? undefined : readReports(baseline),
  }
}

/**
 * Reads the JSON reports of the parts of a run and joins them.
 *
 * @throws UsageError if a file is not a report, or if the parts do not belong together
 */
export function mergeFiles(files: readonly string[]): Report[] {
  return mergeRuns(files.flatMap(readReports))
}

function readReports(file: string): Report[] {
  if (!existsSync(file)) throw new UsageError(`${file}: the report does not exist.`)
  if (!statSync(file).isFile()) throw new UsageError(`${file}: not a file.`)
  return parseReports(readFileSync(file, 'utf8'), file)
}

/**
 * Writes reports to their files or standard output, and the summary of a GitHub job. The summary for a terminal always
 * appears.
 *
 * @param hasBegun whether a case was sent. Otherwise the terminal gets only the message of the error
 * @returns the exit code
 */
export function writeReports(given: readonly Report[], output: Output, hasBegun = true): number {
  const { targets, gate, verbose, all, baseline } = output
  const today = new Date().toISOString().slice(0, 10)
  const reports = given.map((report) =>
    applyPolicy(report, readPolicy(process.cwd(), report.api), { baseline, today }),
  )
  const options = { verbose, all, ...gate }
  for (const { reporter, file } of targets) {
    if (file === undefined) {
      if (hasBegun || reporter !== 'terminal') console.log(render(reports, reporter, options))
      continue
    }
    const text = render(reports, reporter, { ...options, color: false })
    write(`--${targets.length === 1 ? 'output' : 'reporter'}`, file, text)
    console.error(`The report is in ${file}.`)
  }
  const isStopped = reports.some(({ stopped }) => stopped !== undefined)
  if (!isStopped && !targets.some(({ reporter, file }) => reporter === 'terminal' && file === undefined)) {
    const color = wantsColor(process.stderr)
    for (const report of reports) console.error(terminalSummary(report, { ...options, color }).trimEnd())
  }
  const summary = process.env['GITHUB_STEP_SUMMARY'] ?? ''
  if (targets.some(({ reporter }) => reporter === 'github') && summary !== '')
    write('GITHUB_STEP_SUMMARY', summary, githubSummary(reports, gate), 'a')
  return exitCode(reports, gate)
}

/** @param flag `a` to append to the file */
function write(option: string, file: string, text: string, flag: 'w' | 'a' = 'w'): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { flag })
  } catch (error) {
    throw new UsageError(`\`${option}\`: cannot write ${file}: ${firstLine(error)}`)
  }
}
