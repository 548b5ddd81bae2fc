import { Ajv2020 } from 'ajv/dist/2020.js'
import { UsageError } from '../../command/index.ts'
import type { Report } from './report.ts'

const count = { type: 'integer', minimum: 0 }
const text = { type: 'string' }

function object(properties: Readonly<Record<string, unknown>>, ...optional: readonly string[]) {
  return {
    type: 'object',
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    properties,
  }
}

const failure = object({ case: text, expected: text, actual: text, curl: text })
const rule = object(
  {
    id: text,
    text,
    source: text,
    fault: text,
    verdict: { enum: ['passed', 'failed', 'untested'] },
    reason: text,
    invalidated: { const: true },
    evidence: count,
    failures: { type: 'array', items: failure },
    failureCount: count,
  },
  'fault',
  'reason',
  'invalidated',
)
const summary = object({
  rules: count,
  passed: count,
  failed: count,
  untested: count,
  cases: count,
  exchanges: count,
  durationMs: { type: 'number', minimum: 0 },
})

/** The JSON Schema of the JSON report of one API. */
const schema = object(
  {
    api: text,
    target: text,
    seed: { type: 'integer' },
    shard: text,
    summary,
    rules: { type: 'array', items: rule },
    warnings: { type: 'array', items: text },
    notes: { type: 'array', items: text },
    toolFaults: { type: 'array', items: text },
  },
  'shard',
  'toolFaults',
)

/**
 * Parses the output of the JSON reporter: one report, or an array of reports.
 *
 * @param file the name of the file, for the message
 * @throws UsageError if the text is not such a report
 */
export function parseReports(json: string, file: string): Report[] {
  let data: unknown
  try {
    data = JSON.parse(json)
  } catch (error) {
    throw invalidReport(file, error instanceof Error ? error.message : String(error))
  }
  const validate = new Ajv2020().compile<Report>(schema)
  const reports: readonly unknown[] = Array.isArray(data) ? data : [data]
  if (reports.length === 0) throw invalidReport(file, 'the array is empty')
  return reports.map((report) => {
    if (validate(report)) return report
    const [first] = validate.errors ?? []
    throw invalidReport(file, `\`${first?.instancePath ?? ''}\` ${first?.message ?? 'is invalid'}`)
  })
}

function invalidReport(file: string, why: string): UsageError {
  return new UsageError(`${file} is not a JSON report: ${why}. Write reports with \`--reporter json\`.`)
}
