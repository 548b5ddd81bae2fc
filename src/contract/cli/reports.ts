import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { firstLine, UsageError } from '../../command/index.ts'
import { exitCode, githubSummary, mergeRuns, parseReports, render } from '../report/index.ts'
import type { Report } from '../report/index.ts'
import { readReporter } from './option-values.ts'
import type { CliOptions } from './options.ts'

/**
 * Reads the JSON reports of the parts of a run and joins them.
 *
 * @throws UsageError if a file is not a report, or if the parts do not belong together
 */
export function mergeFiles(files: readonly string[]): Report[] {
  const parts = files.map((file) => {
    if (!existsSync(file)) throw new UsageError(`${file}: the report does not exist.`)
    if (!statSync(file).isFile()) throw new UsageError(`${file}: not a file.`)
    return parseReports(readFileSync(file, 'utf8'), file)
  })
  return mergeRuns(parts.flat())
}

/**
 * Writes reports to --output or standard output, and the summary of a GitHub job.
 *
 * @param minTested the share of the rules that must be tested
 * @returns the exit code
 */
export function writeReports(reports: readonly Report[], cliOptions: CliOptions, minTested?: number): number {
  const { verbose, output } = cliOptions
  const reporter = readReporter(cliOptions.reporter)
  const gate = { minTested }
  const text = render(reports, reporter, { verbose, ...gate })
  if (output === undefined) console.log(text)
  else {
    write('--output', output, text)
    console.error(`The report is in ${output}.`)
  }
  const summary = process.env['GITHUB_STEP_SUMMARY'] ?? ''
  if (reporter === 'github' && summary !== '')
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
