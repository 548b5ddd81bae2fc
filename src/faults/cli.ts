import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { firstLine, requirePeers, UsageError } from '../command/index.ts'
import { FIXTURE_TIMEOUT, loadFixtures } from '../contract/index.ts'
import { DescriptionError, listApis, readDescription, warningLines } from '../description/index.ts'
import { readOptions, selftestHelp } from './options.ts'
import type { SelftestCliOptions } from './options.ts'
import { progressLine } from './progress.ts'
import { render, reportOf } from './report/index.ts'
import type { SelftestReport } from './report/index.ts'
import { selftest } from './run/selftest.ts'

/**
 * `npm run selftest`: shows how many faults the contract of a description would notice.
 *
 * @returns 0, or 1 if the score of an API is below `--min-score`
 * @throws UsageError if the selftest is not possible
 */
export async function selftestCommand(argv: string[]): Promise<number> {
  const options = readOptions(argv)
  if (options.help) {
    console.log(selftestHelp())
    return 0
  }
  requirePeers('selftest')
  const apis = options.apis ?? listApis(process.cwd()).map(({ name }) => name)
  const reports: SelftestReport[] = []
  for (const api of apis) reports.push(...(await testAll(api, options)))
  if (reports.length === 0) throw new UsageError('No description was tested. Name one with --api.')
  for (const { reporter, file } of options.outputs) write(render(reporter, reports), file)
  return reports.some(({ score }) => score < options.minScore) ? 1 : 0
}

/** Tests an API, or each description of a folder. Those of a folder that cannot be tested are named and left out. */
async function testAll(api: string, options: SelftestCliOptions): Promise<SelftestReport[]> {
  if (statSync(api, { throwIfNoEntry: false })?.isDirectory() !== true) return [await testOne(api, options)]
  const files = readdirSync(api).filter((name) => /\.(?:ya?ml|json)$/.test(name))
  const reports: SelftestReport[] = []
  for (const name of files.sort()) {
    const file = join(api, name)
    try {
      reports.push(await testOne(file, options))
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof DescriptionError)) throw error
      console.error(`${file}: not tested: ${firstLine(error)}`)
    }
  }
  return reports
}

async function testOne(api: string, options: SelftestCliOptions): Promise<SelftestReport> {
  const { load, sample, kinds, skip, seed } = options
  const description = await readDescription(process.cwd(), api, load)
  for (const line of warningLines(description.warnings)) console.warn(line)
  const fixtures =
    options.fixtures === undefined ? undefined : await loadFixtures(options.fixtures, FIXTURE_TIMEOUT)
  const progress = progressLine(process.stderr)
  try {
    const result = await selftest({
      description,
      sample,
      kinds,
      skip,
      seed,
      fixtures,
      onProgress: progress.update,
    })
    return reportOf(result)
  } finally {
    progress.clear()
  }
}

/** @throws UsageError if the file cannot be written */
function write(text: string, file: string | undefined): void {
  if (file === undefined) {
    console.log(text)
    return
  }
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text.endsWith('\n') ? text : `${text}\n`)
  } catch (error) {
    throw new UsageError(`\`${file}\` cannot be written: ${firstLine(error)}`)
  }
}
