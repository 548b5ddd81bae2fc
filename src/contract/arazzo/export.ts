import { dirname, relative, resolve } from 'node:path'
import type { Description } from '../../description/index.ts'
import { sourceName } from './builder.ts'
import type { ArazzoDocument, Workflow } from './model.ts'
import { sequencesOf, workflowsOf } from './workflows.ts'

/** An Arazzo document, and what it does not have. */
export interface ArazzoExport {
  readonly document: ArazzoDocument
  /** Each workflow that cannot be made, with the reason. */
  readonly omitted: readonly { readonly id: string; readonly reason: string }[]
}

/** What no Arazzo document can say: each with the reason. */
export const NOT_IN_ARAZZO = [
  'bytes that are no value of JSON: malformed bodies, odd paths, headers in another spelling',
  'several requests at the same time, and a key that is in progress',
  'values that differ in each run, and a comparison of two whole bodies',
  'texts compared in their letter case: Arazzo ignores it',
  'the time of a response (`$now`), and the retention of a key',
  'responses that a fixture module provokes, such as 429 and 500',
  'what a response must not contain, such as a secret',
] as const

/**
 * Exports the cases of descriptions that Arazzo 1.0 can say, as workflows.
 *
 * @param file the file that the document is for: the descriptions are named relative to it
 * @param hasOtherAccount whether the run has the credentials of a second account
 */
export function exportArazzo(
  descriptions: readonly Description[],
  file: string,
  { hasOtherAccount = false }: { readonly hasOtherAccount?: boolean } = {},
): ArazzoExport {
  const made = descriptions.flatMap((description) => [
    ...description.operations.flatMap((operation) => [
      ...workflowsOf(description, operation, hasOtherAccount),
    ]),
    ...sequencesOf(description),
  ])
  const workflows = made.flatMap((each) => ('workflow' in each ? [each.workflow] : []))
  const omitted = made.flatMap((each) => ('workflow' in each ? [] : [each]))
  const names = descriptions.map(({ api }) => api).join(', ')
  return {
    document: {
      arazzo: '1.0.1',
      info: {
        title: `Contract of ${names}`,
        version: descriptions[0]?.document.info.version ?? '0',
        description: describeLimits(omitted),
      },
      sourceDescriptions: descriptions.map((description) => ({
        name: sourceName(description),
        url: urlOf(description, file),
        type: 'openapi',
      })),
      workflows: withUniqueIds(workflows),
    },
    omitted,
  }
}

function describeLimits(omitted: ArazzoExport['omitted']): string {
  return [
    'Made from the description. The contract itself also tests what Arazzo cannot say:',
    '',
    ...NOT_IN_ARAZZO.map((each) => `- ${each}`),
    ...omitted.map(({ id, reason }) => `- ${id}: ${reason}`),
  ].join('\n')
}

function urlOf(description: Description, file: string): string {
  const source = resolve(description.source('').file)
  const url = relative(dirname(resolve(file)), source).replaceAll('\\', '/')
  return url.startsWith('.') ? url : `./${url}`
}

function withUniqueIds(workflows: readonly Workflow[]): Workflow[] {
  const seen = new Map<string, number>()
  return workflows.map((workflow) => {
    const count = (seen.get(workflow.workflowId) ?? 0) + 1
    seen.set(workflow.workflowId, count)
    return count === 1 ? workflow : { ...workflow, workflowId: `${workflow.workflowId}_${count}` }
  })
}
