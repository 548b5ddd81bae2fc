import { callOf } from '../command/index.ts'
import { plan, write } from '../codegen/index.ts'
import type { StartLocal } from '../contract/index.ts'
import { runContract } from '../contract/index.ts'
import type { Report } from '../contract/index.ts'
import { bundleApi, describe, outputOf } from '../description/index.ts'
import type { Api, Description } from '../description/index.ts'

/** The current version of a description, and its files. */
export interface ReadResult {
  description: Description
  files: readonly string[]
}

/** Lints and bundles a description. @throws DescriptionError with each problem at file:line */
export async function readNow(root: string, api: Api): Promise<ReadResult> {
  const bundled = await bundleApi(root, api)
  return {
    description: describe(api.name, bundled.document, bundled.sourceMap, bundled),
    files: bundled.files,
  }
}

/** Updates `generated/<api>/`. @returns a message */
export async function generate(root: string, api: Api): Promise<string> {
  const planned = await plan(root, [api], false)
  write(root, planned)
  const { differences } = planned
  if (differences.length === 0) return `no changes in ${outputOf(api)}/`
  return `wrote ${differences.map(({ path }) => path.replace(/^.*\//, '')).join(', ')} in ${outputOf(api)}/`
}

/** How many failed rules are reported one by one. */
const MAX_REPORTED = 10

/** Tests a server that is started for this. @returns a message, and the failed rules with file:line */
export async function testContract(
  description: Description,
  startLocal: StartLocal,
): Promise<{ message: string; problems: string[] }> {
  const local = await startLocal(description.api)
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
    return summarize(report)
  } finally {
    await local.close()
  }
}

function summarize({ summary, rules }: Report): { message: string; problems: string[] } {
  const failed = rules.filter(({ verdict }) => verdict === 'failed')
  const problems = failed.slice(0, MAX_REPORTED).map(({ source, id, failures }) => {
    const [first] = failures
    return `${source}: ${id}: expected ${first?.expected ?? ''}, received ${first?.actual ?? ''}`
  })
  if (failed.length > MAX_REPORTED)
    problems.push(`and ${failed.length - MAX_REPORTED} more: ${callOf('contract')} reports all of them`)
  const { passed, untested, exchanges } = summary
  return {
    message: `${passed} rules passed, ${failed.length} failed, ${untested} untested, in ${exchanges} exchanges`,
    problems,
  }
}
