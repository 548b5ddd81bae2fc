import type { ApiName } from '../../src/sandbox/index.ts'
import type { Finding } from './finding.ts'

/** Where the table is kept. */
export const PAGE = 'docs/faults.md'

/** A row of the table. */
export interface Row {
  readonly api: string
  readonly fault: string
  readonly found: boolean
  /** The rule that is about the fault; empty where there is none. */
  readonly rule: string
}

/** The page about the findings of each API. */
export function writePage(findings: ReadonlyMap<ApiName, readonly Finding[]>): string {
  const sections = [...findings].map(([api, list]) => section(api, list))
  return `# The fault catalogue

Each fault is one small wrong behaviour that the sandbox can be started with:
\`npm run sandbox -- <api> --fault <name>\`. \`npm run faults\` judges the correct sandbox, which must break no rule, and
then every faulty one, each five times with seeds of their own, and writes this page; \`npm run faults -- --check\` fails
where the runs show something else. Found is what every run found. A fault breaks more rules than the one that is named
here, which is the most telling of those that every run found broken.

${sections.join('\n\n')}
`
}

function section(api: string, findings: readonly Finding[]): string {
  const rows = findings.map(({ fault, runs, found, rules: [rule] }) => {
    const verdict = found === runs && rule !== undefined ? 'yes' : '**no**'
    return `| ${fault.kind} | \`${fault.name}\` | ${fault.description} | ${verdict} | ${rule === undefined ? '' : `\`${rule}\``} |`
  })
  const found = findings.filter((finding) => finding.found === finding.runs).length
  return [
    `## ${api}: ${found} of ${findings.length} found`,
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
        ([, fault = '', found = '', rule = '']): Row => ({ api, fault, found: found === 'yes', rule }),
      )
    })
}
