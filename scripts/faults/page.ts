import type { ApiName } from '../../src/sandbox/index.ts'
import type { FaultDetection } from './fault-detection.ts'

/** Where the table is kept. */
export const PAGE = 'docs/faults.md'

/** A row of the table. */
export interface Row {
  readonly api: string
  readonly fault: string
  readonly detected: boolean
  /** The rule that is about the fault; empty where there is none. */
  readonly rule: string
}

/** The page about the findings of each API. */
export function writePage(detections: ReadonlyMap<ApiName, readonly FaultDetection[]>): string {
  const sections = [...detections].map(([api, list]) => section(api, list))
  return `# The fault catalogue

Each fault is one small wrong behaviour that the sandbox can be started with:
\`npm run sandbox -- <api> --fault <name>\`. \`npm run faults\` judges the correct sandbox, which must break no rule, and
then every faulty one, each five times with seeds of their own, and writes this page; \`npm run faults -- --check\` fails
where the runs show something else. Found is what every run found. A fault breaks more rules than the one that is named
here, which is the most telling of those that every run found broken.

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
    '| kind | fault | what it does wrong | found | by the rule |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** The rows of a page that {@link writePage} wrote. */
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
