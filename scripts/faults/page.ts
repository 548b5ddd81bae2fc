import type { ApiName } from '../../src/sandbox/index.ts'
import type { SelftestReport } from '../../src/faults/index.ts'
import type { FaultDetection } from './fault-detection.ts'
import { LEAST_AGREEMENT } from './generated.ts'
import type { GeneratedResults } from './generated.ts'

/** The page with the tables. */
export const PAGE = 'docs/faults.md'

/** A row of the table. */
export interface Row {
  readonly api: string
  readonly kind: string
  readonly fault: string
  readonly detected: boolean
  /** The rule that detects the fault; empty if it was not found. */
  readonly rule: string
}

/** Returns the page with the results for each API. */
export function writePage(
  detections: ReadonlyMap<ApiName, readonly FaultDetection[]>,
  generated: readonly GeneratedResults[],
): string {
  const sections = [...detections].map(([api, list]) => section(api, list))
  return `# The fault catalogue

Each fault is one small wrong behaviour that the sandbox can be started with:
\`npm run sandbox -- <api> --fault <name>\`. \`npm run faults\` tests the correct sandbox, which must fail no rule, and
then every faulty one, each five times with different seeds, and writes this page. \`npm run faults -- --check\` fails if
the results differ from this page. A fault counts as found only if all five runs detect it. A fault can fail several
rules. The one named here is the most specific of those that fail in every run.

${sections.join('\n\n')}

${generatedSection(generated)}`
}

/** Returns a page with other results for the generated faults. */
export function withGenerated(page: string, generated: readonly GeneratedResults[]): string {
  const [handWritten = ''] = page.split(`\n${GENERATED}`)
  return `${handWritten.trimEnd()}\n\n${generatedSection(generated)}`
}

/** Returns the lines of the page about the generated faults of each API. */
export function readGenerated(page: string): string[] {
  const [, generated = ''] = page.split(`\n${GENERATED}`)
  return generated.split('\n').filter((line) => /^\| (?!API|kind|-)/.test(line))
}

const GENERATED = '## Faults made from the descriptions'

function generatedSection(results: readonly GeneratedResults[]): string {
  const kinds = [...new Set(results.flatMap(({ report }) => report.faults.map(({ kind }) => kind)))]
  const counts = (report: SelftestReport, kind: string): string => {
    const faults = report.faults.filter((fault) => fault.kind === kind && fault.verdict !== 'unobservable')
    const noticed = faults.filter(({ verdict }) => verdict === 'noticed').length
    return faults.length === 0 ? '' : `${noticed} of ${faults.length}`
  }
  return [
    GENERATED,
    '',
    '`npm run selftest` makes these faults of any description, and runs its contract against each, between a mock and the',
    'contract. `npm run faults -- --generated` writes this section. The kinds `unlimited` and `optional-field` are values',
    'that the descriptions allow: what survives there is a hint for the description. A fault without an observable',
    'difference is not counted.',
    '',
    '| API | noticed | without a difference |',
    '|---|---|---|',
    ...results.map(
      ({ api, report }) =>
        `| ${api} | ${report.noticed} of ${report.observable} | ${report.tried - report.observable} |`,
    ),
    '',
    'A generated fault predicts whether the contract finds a hand-written one that violates the same rule: it does if most',
    'of the generated ones are noticed. This table counts the faults above that have such a rule, and those whose verdict is',
    `the predicted one. \`npm run faults -- --generated\` fails if a kind has less than ${100 * LEAST_AGREEMENT} %.`,
    '',
    `| kind above | ${results.map(({ api }) => `predicted for ${api}`).join(' | ')} |`,
    `|---|${results.map(() => '---|').join('')}`,
    ...agreementRows(results),
    '',
    `| kind | ${results.map(({ api }) => api).join(' | ')} |`,
    `|---|${results.map(() => '---|').join('')}`,
    ...kinds.map((kind) => `| ${kind} | ${results.map(({ report }) => counts(report, kind)).join(' | ')} |`),
    '',
  ].join('\n')
}

function agreementRows(results: readonly GeneratedResults[]): string[] {
  const kinds = [...new Set(results.flatMap(({ agreements }) => agreements.map(({ kind }) => kind)))]
  return kinds.map((kind) => {
    const cells = results.map(({ agreements }) => {
      const own = agreements.find((each) => each.kind === kind)
      return own === undefined ? '' : `${own.agreeing} of ${own.similar}`
    })
    return `| ${kind} | ${cells.join(' | ')} |`
  })
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
      return [...part.matchAll(/^\| ([^|]*) \| `([^`]+)` \|.*\| ([^|]+) \| (?:`([^`]+)`)? ?\|$/gm)].map(
        ([, kind = '', fault = '', detected = '', rule = '']): Row => ({
          api,
          kind,
          fault,
          detected: detected === 'yes',
          rule,
        }),
      )
    })
}
