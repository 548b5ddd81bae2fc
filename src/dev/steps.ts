import { apply } from '../codegen/files.ts'
import { plan } from '../codegen/generate.ts'
import type { StartLocal } from '../contract/cli/command.ts'
import { runContract } from '../contract/index.ts'
import type { Report } from '../contract/index.ts'
import { bundleApi } from '../description/bundle.ts'
import { describe } from '../description/index.ts'
import type { Api, Description } from '../description/index.ts'

/** A description as it lies there now, and the files that it is written in. */
export interface Read {
  description: Description
  files: readonly string[]
}

/** Lints and bundles. @throws DescriptionError with each problem at file:line */
export async function readNow(root: string, api: Api): Promise<Read> {
  const { document, sourceMap, files } = await bundleApi(root, api)
  return { description: describe(api.name, document, sourceMap), files }
}

/** Writes what has changed in `generated/<api>/`. @returns what there is to say */
export async function generate(root: string, api: Api): Promise<string> {
  const { files, differences } = await plan(root, [api], false)
  apply(root, differences, files)
  if (differences.length === 0) return `nothing new in generated/${api.name}/`
  return `wrote ${differences.map(({ path }) => path.replace(/^.*\//, '')).join(', ')} in generated/${api.name}/`
}

/** How many broken rules are told one by one. */
const TOLD = 10

/** Judges a server that is started for it. @returns what there is to say, and each broken rule at its line */
export async function judge(
  description: Description,
  startLocal: StartLocal,
): Promise<{ says: string; problems: string[] }> {
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
    return tell(report)
  } finally {
    await local.close()
  }
}

function tell({ summary, rules }: Report): { says: string; problems: string[] } {
  const broken = rules.filter(({ verdict }) => verdict === 'broken')
  const problems = broken.slice(0, TOLD).map(({ source, id, violations }) => {
    const [first] = violations
    return `${source}: ${id}: expected ${first?.expected ?? ''}; ${first?.actual ?? ''}`
  })
  if (broken.length > TOLD) problems.push(`and ${broken.length - TOLD} more: npm run contract tells them all`)
  const { held, notReached, exchanges } = summary
  return {
    says: `${held} rules held, ${broken.length} broken, ${notReached} not reached, in ${exchanges} exchanges`,
    problems,
  }
}
