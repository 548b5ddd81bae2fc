import type { Report, RuleReport } from '../report.ts'
import { testedShare } from '../summary.ts'
import { visible } from '../text.ts'
import { safeJson } from './safe-json.ts'

/** The version of the report schema of Web Fuzzing Commons: `report.yaml` at commit 05ef71a72c784bf5c7b94218888e595320b6d1eb. */
const SCHEMA_VERSION = '0.8.0'

const TOOL = { toolName: 'openapi-contracts', toolVersion: '0.1.0' }

/**
 * Renders reports as one report of Web Fuzzing Commons. A failure whose rule has no fault category there is counted by
 * no fault: `extra` has the numbers of all rules.
 *
 * @param now the time of the report
 */
export function wfcReport(reports: readonly Report[], now: Date = new Date()): string {
  const faults = reports.flatMap(faultsOf)
  const cases = [...new Set(faults.map(({ testCaseId }) => testCaseId))]
  const kinds = new Set(
    faults.flatMap(({ faultCategories }) => faultCategories.map(({ code, context }) => `${code} ${context}`)),
  )
  return safeJson({
    schemaVersion: SCHEMA_VERSION,
    ...TOOL,
    creationTime: now.toISOString(),
    faults: { totalNumber: kinds.size, foundFaults: faults },
    problemDetails: {
      rest: {
        totalHttpCalls: sum(reports, ({ summary }) => summary.exchanges),
        endpointIds: [...new Set(reports.flatMap(endpointsOf))],
        coveredHttpStatus: reports.flatMap(coveredStatuses),
      },
    },
    totalTests: sum(reports, ({ summary }) => summary.cases),
    testFilePaths: [],
    testCases: cases.map((id) => ({ id, name: id })),
    extra: reports.map(({ api, summary }) => ({
      toolName: TOOL.toolName,
      criteria: [
        {
          name: `rules of ${visible(api)}`,
          covered: Math.round(testedShare(summary) * summary.rules),
          total: summary.rules,
        },
      ],
    })),
  })
}

interface FoundFault {
  readonly operationId: string
  /** The schema requires this name too, although it describes the other one. */
  readonly endpointId: string
  readonly testCaseId: string
  readonly faultCategories: readonly { readonly code: number; readonly context: string }[]
}

/** Returns the faults of a report, one for each operation and case. */
function faultsOf(report: Report): FoundFault[] {
  const found = new Map<string, FoundFault>()
  for (const rule of report.rules) {
    const code = Number(/^F(\d+)$/.exec(rule.fault ?? '')?.[1] ?? Number.NaN)
    if (rule.verdict !== 'failed' || Number.isNaN(code)) continue
    for (const failure of rule.failures) {
      const endpoint = endpointOf(report, rule, failure.case)
      const testCaseId = visible(failure.case)
      const key = `${endpoint}\n${testCaseId}`
      const known = found.get(key)?.faultCategories ?? []
      const category = { code, context: visible(rule.id) }
      if (known.some((one) => one.code === code && one.context === category.context)) continue
      const faultCategories = [...known, category]
      found.set(key, { operationId: endpoint, endpointId: endpoint, testCaseId, faultCategories })
    }
  }
  return [...found.values()]
}

/** Returns the endpoint of a rule. A rule of a shared schema belongs to the operation of its case. */
function endpointOf({ operations = [] }: Report, { id }: RuleReport, name: string): string {
  const owner = operations
    .filter((one) => id.startsWith(`${one.id}/`) || name.split(/[/:]/).includes(one.id))
    .sort((one, other) => other.id.length - one.id.length)[0]
  return visible(owner === undefined ? (id.split('/')[0] ?? id) : owner.endpoint)
}

function endpointsOf({ operations = [] }: Report): string[] {
  return operations.map(({ endpoint }) => visible(endpoint))
}

/** Returns the status codes that some response of an operation had. */
function coveredStatuses({ operations = [], rules, api }: Report): object[] {
  return operations.flatMap(({ id, endpoint }) => {
    const statuses = rules.flatMap((rule) => {
      const status = rule.id.startsWith(`${id}/responses/`) ? rule.id.slice(`${id}/responses/`.length) : ''
      return /^\d{3}$/.test(status) && rule.evidence > 0 ? [Number(status)] : []
    })
    if (statuses.length === 0) return []
    return [{ endpointId: visible(endpoint), testCaseId: visible(`the run of ${api}`), httpStatus: statuses }]
  })
}

function sum(reports: readonly Report[], count: (report: Report) => number): number {
  return reports.reduce((total, report) => total + count(report), 0)
}
