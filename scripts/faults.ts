import { readFileSync, writeFileSync } from 'node:fs'
import { parseOptions, wholeNumber } from '../src/command/index.ts'
import { runContract } from '../src/contract/run.ts'
import { listApis, readDescription } from '../src/description/index.ts'
import type { Description } from '../src/description/index.ts'
import { faults } from '../src/sandbox/index.ts'
import type { FaultName } from '../src/sandbox/index.ts'
import { startLocalTarget } from '../src/sandbox/local-target.ts'

/*
 * `npm run faults`: judges the correct sandbox and every faulty one, and writes docs/faults.md.
 *   --repeat N   how many runs of N find each fault (1)
 *   --check      writes nothing; fails where the table is not the committed one
 *   --only NAME  this fault alone
 */

const TABLE = 'docs/faults.md'

interface Finding {
  readonly name: string
  readonly description: string
  /** Runs that found it. */
  readonly found: number
  /** The rules that were broken in every run, the most telling first. */
  readonly rules: readonly string[]
}

async function brokenRules(
  description: Description,
  fault: FaultName | undefined,
  seed: number,
): Promise<string[]> {
  const local = await startLocalTarget(description.api, { faults: fault === undefined ? [] : [fault] })
  try {
    const report = await runContract({
      description,
      fixtures: local.fixtures,
      seed,
      target: {
        baseUrl: new URL(local.baseUrl),
        apiKey: local.apiKey,
        otherApiKey: local.otherApiKey,
        headers: [],
        timeout: 3000,
        rate: 0,
        clockSkew: 5,
      },
    })
    return report.rules
      .filter(({ verdict }) => verdict === 'broken')
      .sort((a, b) => b.violationCount / b.evidence - a.violationCount / a.evidence)
      .map(({ id }) => id)
  } finally {
    await local.close()
  }
}

async function find(
  description: Description,
  fault: (typeof faults)['leanrails'][number],
  repeat: number,
): Promise<Finding> {
  const runs: string[][] = []
  for (let run = 0; run < repeat; run += 1) {
    runs.push(
      await brokenRules(description, fault.name, run + 1).catch((error: unknown) => [
        `could not run: ${String(error)}`,
      ]),
    )
  }
  const [first = []] = runs
  return {
    name: fault.name,
    description: fault.description,
    found: runs.filter((rules) => rules.length > 0).length,
    rules: first.filter((rule) => runs.every((rules) => rules.includes(rule))),
  }
}

function table(api: string, findings: readonly Finding[]): string {
  const rows = findings.map(({ name, description, found, rules }) => {
    const [rule = '–', ...others] = rules
    const more = others.length === 0 ? '' : ` and ${others.length} more`
    return `| \`${name}\` | ${description} | ${found > 0 ? 'yes' : '**no**'} | \`${rule}\`${more} |`
  })
  const count = findings.filter(({ found }) => found > 0).length
  return [
    `## ${api}: ${count} of ${findings.length} found`,
    '',
    '| fault | what it does wrong | found | by |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')
}

const { values } = parseOptions(process.argv.slice(2), {
  repeat: { type: 'string' },
  check: { type: 'boolean' },
  only: { type: 'string', multiple: true },
  api: { type: 'string', multiple: true },
})
const repeat = wholeNumber('--repeat', values.repeat ?? '1', { min: 1 })
const sections: string[] = []
let missed = 0
for (const { name } of listApis(process.cwd())) {
  if (values.api !== undefined && !values.api.includes(name)) continue
  const description = await readDescription(process.cwd(), name)
  const correct = await brokenRules(description, undefined, 1)
  if (correct.length > 0) {
    console.error(`${name}: the correct sandbox breaks ${correct.join(', ')}`)
    missed += 1
  }
  const findings: Finding[] = []
  for (const fault of faults[name as keyof typeof faults]) {
    if (values.only !== undefined && !values.only.includes(fault.name)) continue
    const startedAt = performance.now()
    const finding = await find(description, fault, repeat)
    findings.push(finding)
    const verdict = finding.found === repeat ? 'found' : `FOUND IN ${finding.found} OF ${repeat}`
    if (finding.found < repeat) missed += 1
    const ms = Math.round(performance.now() - startedAt)
    console.log(
      `${name} ${fault.name.padEnd(36)} ${verdict.padEnd(8)} ${finding.rules[0] ?? '–'} (${finding.rules.length}) ${ms} ms`,
    )
  }
  sections.push(table(name, findings))
}
const text = `# The fault catalogue

Each fault is one small wrong behaviour that the sandbox can be started with (\`npm run sandbox -- <api> --fault <name>\`).
\`npm run faults\` judges the correct sandbox, which must break no rule, and then every faulty one, and writes this page.

${sections.join('\n\n')}
`
if (values.only === undefined && values.api === undefined) {
  if (values.check === true) {
    if (readFileSync(TABLE, 'utf8') !== text) {
      console.error(`${TABLE} is not what a run shows. Run \`npm run faults\` and commit it.`)
      process.exitCode = 1
    }
  } else writeFileSync(TABLE, text)
}
if (missed > 0) process.exitCode = 1
