import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { UsageError } from '../../command/index.ts'
import { REPORT_FORMAT } from './report.ts'
import type { Report } from './report.ts'

/** The JSON Schema of the JSON report. */
interface ReportSchema {
  readonly $schema: string
  readonly $defs: Readonly<Record<string, object>>
}

/** Reads the JSON Schema of the JSON report, which lies beside this file. */
export function reportSchema(): ReportSchema {
  return JSON.parse(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8')) as ReportSchema
}

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
  const { $schema, $defs } = reportSchema()
  const validate = new Ajv2020().compile<Report>({ $schema, $ref: '#/$defs/report', $defs })
  const reports: readonly unknown[] = Array.isArray(data) ? data : [data]
  if (reports.length === 0) throw invalidReport(file, 'the array is empty')
  return reports.map((report) => {
    if (validate(report)) {
      if ((report.format ?? REPORT_FORMAT) > REPORT_FORMAT)
        throw invalidReport(file, `its format ${report.format ?? ''} is newer than ${REPORT_FORMAT}`)
      return report
    }
    const [first] = validate.errors ?? []
    throw invalidReport(file, `\`${first?.instancePath ?? ''}\` ${first?.message ?? 'is invalid'}`)
  })
}

function invalidReport(file: string, why: string): UsageError {
  return new UsageError(`${file} is not a JSON report: ${why}. Write reports with \`--reporter json\`.`)
}
