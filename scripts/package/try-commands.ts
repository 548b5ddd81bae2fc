import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './install.ts'
import { NOTES } from './notes.ts'
import { run } from './try-imports.ts'
import { PEERS } from '../../src/command/index.ts'

/** A call of a command, its exit code, and what its output must contain. */
type Try = readonly [args: string, code: number, output: RegExp]

const WITHOUT_PEERS: readonly Try[] = [
  ['--help', 0, /^Usage: npx openapi-contracts <command>/],
  ['generate notes.yaml', 0, /generated\/notes\/ {2}from notes\.yaml/],
  ['generate notes.yaml --check', 0, /is up to date/],
  ['generate leanrails stripe', 0, /generated\/stripe\//],
  ['contract --api leanrails --only idempotency', 0, /passed/],
  ['contract --api notes.yaml --list', 0, /listNotes/],
  ['lint notes.yaml', 0, /notes\.yaml/],
  ['sandbox leanrails --faults', 0, /body/],
  ['mock notes.yaml', 2, /^`mock` needs Prism: npm install -D @stoplight\/prism-cli@[\d.]+\n$/],
  ['docs notes.yaml', 2, /^`docs` needs Redoc[^:]*: npm install -D @redocly\/cli@[\d.]+.*\n$/],
]

/** A suite as `describeContract` defines it for the users of Vitest. */
const SUITE = `import { startSandbox } from 'openapi-contracts/sandbox'
import { describeContract } from 'openapi-contracts/contract'
import fixtures from 'openapi-contracts/sandbox/fixtures'

await describeContract({
  api: 'leanrails',
  subject: async () => {
    const sandbox = await startSandbox('leanrails', { rateLimit: 1_000_000 })
    return { baseUrl: sandbox.url, apiKey: sandbox.keys.secret, fixtures, close: sandbox.close }
  },
  selection: { only: ['idempotency'] },
})
`

const WITH_PEERS: readonly Try[] = [
  ['mock --help', 0, /^Usage: npx openapi-contracts mock/],
  ['docs notes.yaml', 0, /dist\/docs\//],
  ['diff notes.yaml notes.yaml', 0, /notes/],
  ['selftest --api notes.yaml', 0, /notes/],
]

/** Runs each command in a project, without and with the packages that only some need. @returns the problems */
export function tryCommands(project: string): string[] {
  writeFileSync(join(project, 'notes.yaml'), NOTES)
  const problems = WITHOUT_PEERS.flatMap((each) => tryCommand(project, each))
  install(
    project,
    Object.entries(PEERS).map(([name, version]) => `${name}@${version}`),
  )
  return [...problems, ...WITH_PEERS.flatMap((each) => tryCommand(project, each)), ...trySuite(project)]
}

function trySuite(project: string): string[] {
  writeFileSync(join(project, 'contract.test.js'), SUITE)
  const vitest = join(project, 'node_modules/vitest/vitest.mjs')
  const { code, output } = run([vitest, 'run', 'contract.test.js'], project)
  const isExpected = code === 0 && /\d+ passed/.test(output)
  console.log(`describeContract in Vitest: ${isExpected ? 'as expected' : 'not expected'}`)
  return isExpected ? [] : [`describeContract in Vitest: exit code ${code}: ${output}`]
}

function tryCommand(project: string, [args, code, expected]: Try): string[] {
  const main = join(project, 'node_modules/openapi-contracts/dist/lib/main.js')
  const result = run([main, ...args.split(' ')], project)
  const isExpected = result.code === code && expected.test(result.output)
  console.log(
    `openapi-contracts ${args}: exit code ${result.code}, ${isExpected ? 'as expected' : 'not expected'}`,
  )
  return isExpected
    ? []
    : [`openapi-contracts ${args}: expected exit code ${code}, received ${result.code}: ${result.output}`]
}
