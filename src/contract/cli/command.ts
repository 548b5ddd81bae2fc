import { firstLine, UsageError } from '../../command/index.ts'
import {
  cutLine,
  listApis,
  readDescription,
  readLoadOptions,
  sourceText,
  warningLines,
} from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import { FixtureError } from '../fixtures/error.ts'
import { catchUnhandledErrors } from '../fixtures/unhandled-errors.ts'
import { explainFixtureError } from '../preflight/index.ts'
import { terminalProgress, visible } from '../report/index.ts'
import type { Report } from '../report/index.ts'
import { makePlan } from '../run/plan.ts'
import { DEFAULT_RUNS, prepareRun, runToEnd } from '../run/run.ts'
import type { RunOptions } from '../run/run.ts'
import { writeArazzo } from './arazzo.ts'
import { checkNames } from './check-names.ts'
import type { LocalTarget, StartLocal } from './local-target.ts'
import { contractHelp, readCliOptions } from './options.ts'
import type { CliOptions } from './options.ts'
import { mergeFiles, readOutput, writeReports } from './reports.ts'
import type { Output } from './reports.ts'
import { checkRecordings, openRecording } from './recordings.ts'
import { readRunOptions, readSelection } from './run-options.ts'

export type { LocalTarget, StartLocal } from './local-target.ts'

/**
 * `npm run contract`: tests an implementation, or without `--base-url` those that `startLocal` starts.
 *
 * @returns 0 if all tested rules passed, 1 if a rule failed or too few were tested
 * @throws UsageError if the run is not possible. The command line exits with 2 then
 */
export async function contractCommand(argv: string[], startLocal: StartLocal): Promise<number> {
  const cliOptions = readCliOptions(argv)
  if (cliOptions.help) {
    console.log(contractHelp())
    return 0
  }
  // An invalid reporter or baseline must not be noticed only at the end of a run.
  const output = readOutput(cliOptions)
  if (cliOptions.merge !== undefined) return writeReports(mergeFiles(cliOptions.merge), output)
  if (cliOptions.har === undefined) rejectKeyWithoutUrl(cliOptions)
  const descriptions: Description[] = []
  for (const name of cliOptions.api ?? defaultApis(cliOptions))
    descriptions.push(await readDescription(process.cwd(), name, readLoadOptions(cliOptions)))
  for (const line of warningLines(descriptions.flatMap(({ warnings }) => warnings))) console.warn(line)
  if (cliOptions.har !== undefined)
    return writeReports(await checkRecordings(descriptions, cliOptions.har, cliOptions), output)
  checkNames(descriptions, cliOptions)
  if (cliOptions.arazzo !== undefined) {
    const hasOtherAccount = (cliOptions['other-api-key'] ?? cliOptions['other-api-key-file']) !== undefined
    writeArazzo(descriptions, cliOptions.arazzo, { hasOtherAccount })
    return 0
  }
  if (cliOptions.list) {
    for (const description of descriptions) listCases(description, cliOptions)
    return 0
  }
  return testApis(descriptions, cliOptions, { startLocal, output })
}

/** The most cases whose requests and responses are printed. */
const MAX_TRANSCRIPTS = 5

/** What was reported before a run ended with an error. */
class RunStopped extends Error {
  override readonly name = 'RunStopped'
  readonly report: Report
  readonly hasBegun: boolean
  readonly reason: unknown

  constructor(reason: unknown, report: Report, hasBegun: boolean) {
    super('The run stopped.')
    this.reason = reason
    this.report = report
    this.hasBegun = hasBegun
  }
}

/** Tests APIs one after the other. If one of them cannot be tested to its end, the reports so far are written. */
async function testApis(
  descriptions: readonly Description[],
  cliOptions: CliOptions,
  { startLocal, output }: { startLocal: StartLocal; output: Output },
): Promise<number> {
  const reports: Report[] = []
  for (const description of descriptions) {
    try {
      const report = await testApi(description, cliOptions, startLocal)
      if (report !== undefined) reports.push(report)
    } catch (error) {
      if (!(error instanceof RunStopped)) {
        if (reports.length > 0) writeReports(reports, output)
        throw error
      }
      const { report, hasBegun, reason } = error
      writeReports([...reports, report], output, hasBegun || reports.length > 0)
      throw reason
    }
  }
  if (reports.length === 0)
    throw new UsageError('No API was tested. Name one with --api, and its address with --base-url.')
  return writeReports(reports, output)
}

/** @throws UsageError for a credential without --base-url */
function rejectKeyWithoutUrl(cliOptions: CliOptions): void {
  // An export sends nothing: an option only says that there is a second account.
  if (cliOptions['base-url'] !== undefined || cliOptions.arazzo !== undefined) return
  const names = [
    'api-key',
    'api-key-file',
    'other-api-key',
    'other-api-key-file',
    'credential',
    'credential-file',
    'client-id',
    'client-secret-file',
    'token-url',
  ] as const
  const unexpected = names.find((name) => cliOptions[name] !== undefined)
  if (unexpected !== undefined)
    throw new UsageError(`\`--${unexpected}\` needs --base-url. A sandbox has its own keys.`)
}

function defaultApis(cliOptions: CliOptions): string[] {
  if (cliOptions['base-url'] !== undefined)
    throw new UsageError('`--base-url` needs --api, the API at that address.')
  return listApis(process.cwd()).map((api) => api.name)
}

function listCases(description: Description, cliOptions: CliOptions): void {
  const target = { baseUrl: 'http://127.0.0.1', apiKey: '', otherApiKey: '' }
  const plan = makePlan(description, { runs: DEFAULT_RUNS })
  const run = prepareRun({ description, plan, target, selection: readSelection(cliOptions), onlyLists: true })
  const lines = run.cases.map(({ id, rules }) => `${cutLine(id)}\n    ${rules.map(cutLine).join(', ')}`)
  if (lines.length > 0) console.log(lines.join('\n'))
  for (const [{ pointer }, problem] of plan.problems)
    console.error(
      `${sourceText(description, pointer)}: no request can be made for this operation: ${problem}`,
    )
  run.close()
}

/** Tests one API. Returns undefined, with a message, if it has no local target and --api does not name it. */
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
    return await runWithProgress(await readRunOptions(description, cliOptions, local), cliOptions)
  } finally {
    await local?.close()
  }
}

/**
 * Executes a run and shows its progress.
 *
 * @throws RunStopped with the report so far, if the target cannot be tested or stops responding
 */
async function runWithProgress(options: RunOptions, cliOptions: CliOptions): Promise<Report> {
  const progress = terminalProgress(process.stderr)
  const onTranscript = (testCase: string, transcript: string): void => {
    if (run.cases.length <= MAX_TRANSCRIPTS) console.error(`${visible(`${testCase}\n${transcript}`)}\n`)
  }
  const recording = openRecording(options.description, cliOptions.record)
  const isTraced = cliOptions.verbose && cliOptions.only.length > 0
  const run = prepareRun({
    ...options,
    onProgress: progress.update,
    onTranscript: isTraced ? onTranscript : undefined,
    onRecord: recording && ((exchange) => recording.add(exchange)),
  })
  const state = { hasBegun: false }
  try {
    const runAll = (): Promise<void> => runToEnd(run, () => (state.hasBegun = true))
    await (cliOptions.fixtures === undefined ? runAll() : catchUnhandledErrors(runAll))
    const whyDown = run.whyDown()
    if (whyDown !== undefined)
      throw new UsageError(
        `The run stopped: ${whyDown}, and the target did not respond to a control request either. Start it again, and run the contract again.`,
      )
    return run.report()
  } catch (error) {
    progress.clear()
    const reason = error instanceof FixtureError ? explainFixtureError(error, options.description) : error
    if (!(reason instanceof UsageError || state.hasBegun)) throw reason
    const report = run.report(firstLine(reason))
    const hasBegun = report.rules.some(({ evidence, failureCount }) => evidence + failureCount > 0)
    throw new RunStopped(reason, report, hasBegun)
  } finally {
    progress.clear()
    run.close()
    recording?.close()
  }
}
