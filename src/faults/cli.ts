import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { firstLine, UsageError } from '../command/index.ts'
import { FIXTURE_TIMEOUT, loadFixtures } from '../contract/index.ts'
import { listApis, readDescription, warningLines } from '../description/index.ts'
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
  const reports: SelftestReport[] = []
  const apis = options.apis ?? listApis(process.cwd()).map(({ name }) => name)
  if (apis.length === 0) throw new UsageError('No API is known. Name a description with --api.')
  for (const api of apis) reports.push(await testOne(api, options))
  for (const { reporter, file } of options.outputs) write(render(reporter, reports), file)
  return reports.some(({ score }) => score < options.minScore) ? 1 : 0
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
