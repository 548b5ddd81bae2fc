import type { ApiName } from '../../src/sandbox/index.ts'
import type { FaultDetection } from './fault-detection.ts'

/** The page with the tables. */
export const PAGE = 'docs/faults.md'

/** A row of the table. */
export interface Row {
  readonly api: string
  readonly fault: string
  readonly detected: boolean
  /** The rule that detects the fault; empty if it was not found. */
  readonly rule: string
}

/** Returns the page with the results for each API. */
export function writePage(detections: ReadonlyMap<ApiName, readonly FaultDetection[]>): string {
  const sections = [...detections].map(([api, list]) => section(api, list))
  return `# The fault catalogue

Each fault is one small wrong behaviour that the sandbox can be started with:
\`npm run sandbox -- <api> --fault <name>\`. \`npm run faults\` tests the correct sandbox, which must fail no rule, and
then every faulty one, each five times with different seeds, and writes this page. \`npm run faults -- --check\` fails if
the results differ from this page. A fault counts as found only if all five runs detect it. A fault can fail several
rules. The one named here is the most specific of those that fail in every run.

${sections.join('\n\n')}
`
}

function section(api: string, detections: readonly FaultDetection[]): string {
  const rows = detections.map(({ fault, runs, detected, rules: [rule] }) => {
    const verdict = detected === runs && rule !== undefined ? 'yes' : '**no**'
    return `| ${fault.kind} | \`${fault.name}\` | ${fault.description} | ${verdict} | ${rule === undefined ? '' : `\`${rule}\``} |`
  })
  const detected = detections.filter((detection) => detection.detected === detection.runs).length
  return [
    `## ${api}: ${detected} of ${detections.length} found`,
    '',
    '| kind | fault | what it does wrong | found | failed rule |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** Returns the rows of a page that {@link writePage} wrote. */
export function readPage(page: string): Row[] {
  return page
    .split(/^## /m)
    .slice(1)
    .flatMap((part) => {
      const api = /^[^:]*/.exec(part)?.[0] ?? ''
      return [...part.matchAll(/^\| [^|]* \| `([^`]+)` \|.*\| ([^|]+) \| (?:`([^`]+)`)? ?\|$/gm)].map(
        ([, fault = '', detected = '', rule = '']): Row => ({
          api,
          fault,
          detected: detected === 'yes',
          rule,
        }),
      )
    })
}
