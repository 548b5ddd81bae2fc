import { callOf } from '../command/index.ts'
import { plan, write } from '../codegen/index.ts'
import type { StartLocal } from '../contract/index.ts'
import { runContract } from '../contract/index.ts'
import type { Report } from '../contract/index.ts'
import { bundleApi, describe, outputOf } from '../description/index.ts'
import type { Api, Description, DescriptionProblem, LoadOptions } from '../description/index.ts'
import { startLocalTarget as startOwnMock } from '../mock/index.ts'
import { countOf } from './step.ts'
import type { Findings } from './step.ts'

/** Starts a server of an API, to test its contract against. Undefined for an API without such a server. */
export type StartServer = (api: string) => ReturnType<StartLocal> | undefined

/** The current version of a description, and its files. */
export interface ReadResult {
  description: Description
  files: readonly string[]
}

/** Lints and bundles a description. @throws DescriptionError with each problem at file:line */
export async function readNow(root: string, api: Api, load: LoadOptions): Promise<ReadResult> {
  const bundled = await bundleApi(root, api, load)
  return {
    description: describe(api.name, bundled.document, bundled.sourceMap, bundled),
    files: [...bundled.files, ...(api.overlays ?? [])],
  }
}

/** How many problems are reported one by one. */
const MAX_REPORTED = 10

/** Returns the faults of a description that do not prevent its use. The first one is in the line of the step. */
export function reportWarnings(warnings: readonly DescriptionProblem[]): Findings {
  const [cause, ...others] = warnings.map(({ source, message }) => `${source}: ${message}`)
  if (cause === undefined) return { message: 'clean', problems: [] }
  const more = others.length === 0 ? '' : `, and ${countOf(others.length, 'warning')} more`
  const hidden = others.length - MAX_REPORTED
  const problems = [...others.slice(0, MAX_REPORTED), ...(hidden > 0 ? [`and ${hidden} more`] : [])]
  return { ok: true, message: `warning: ${cause}${more}`, problems }
}

/** How many written files are named. The first run writes all of them. */
const MAX_NAMED = 6

/** Updates the generated files. @returns a message */
export async function generate(root: string, api: Api, load: LoadOptions): Promise<string> {
  const planned = await plan(root, [api], false, load)
  write(root, planned)
  const { differences } = planned
  if (differences.length === 0) return `no changes in ${outputOf(api)}/`
  const names = differences.map(({ path }) => path.replace(/^.*\//, ''))
  const written = names.length > MAX_NAMED ? `${names.length} files` : names.join(', ')
  return `wrote ${written} in ${outputOf(api)}/`
}

/** Tests a server that is started for this, or else the mock. @returns a message, and the failed rules with file:line */
export async function testContract(description: Description, startServer: StartServer): Promise<Findings> {
  const server = startServer(description.api)
  const local = await (server ?? startOwnMock(description))
  try {
    const report = await runContract({
      description,
      target: {
        baseUrl: new URL(local.baseUrl),
        apiKey: local.apiKey,
        otherApiKey: local.otherApiKey,
      },
      fixtures: local.fixtures,
    })
    return summarize(report, server === undefined ? 'its own mock' : 'the sandbox')
  } finally {
    await local.close()
  }
}

function summarize({ summary, rules }: Report, target: string): Findings {
  const failed = rules.filter(({ verdict }) => verdict === 'failed')
  const problems = failed.slice(0, MAX_REPORTED).map(({ source, id, failures }) => {
    const [first] = failures
    return `${source}: ${id}: expected ${first?.expected ?? ''}, received ${first?.actual ?? ''}`
  })
  if (failed.length > MAX_REPORTED)
    problems.push(`and ${failed.length - MAX_REPORTED} more: ${callOf('contract')} reports all of them`)
  const { passed, untested, exchanges } = summary
  return {
    message: `${target}: ${passed} rules passed, ${failed.length} failed, ${untested} untested, in ${exchanges} exchanges`,
    problems,
  }
}
