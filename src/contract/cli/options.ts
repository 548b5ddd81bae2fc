import { nearest, parseOptions, UsageError, wholeNumber } from '../../command/index.ts'
import { REPORTERS } from '../report/index.ts'
import type { Reporter } from '../report/index.ts'

/** What `npm run contract` takes. */
export const OPTIONS = {
  api: { type: 'string', multiple: true },
  'base-url': { type: 'string' },
  'api-key': { type: 'string' },
  'other-api-key': { type: 'string' },
  credential: { type: 'string', multiple: true },
  fixtures: { type: 'string' },
  'fixture-timeout': { type: 'string' },
  only: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  concurrency: { type: 'string' },
  rate: { type: 'string' },
  timeout: { type: 'string' },
  'clock-skew': { type: 'string' },
  header: { type: 'string', multiple: true },
  seed: { type: 'string' },
  runs: { type: 'string' },
  reporter: { type: 'string' },
  output: { type: 'string' },
  'min-tested': { type: 'string' },
  shard: { type: 'string' },
  merge: { type: 'string', multiple: true },
  bail: { type: 'boolean' },
  list: { type: 'boolean' },
  verbose: { type: 'boolean' },
  stateless: { type: 'boolean' },
  'allow-live': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export const HELP = `Usage: npm run contract -- [options]

Without --base-url it starts the sandboxes in this process and judges them.

Target
  --api NAME             an API of redocly.yaml, or the path of a description
  --base-url URL         where the implementation is
  --api-key KEY          its key; better given as API_KEY in the environment
  --other-api-key KEY    a second account's key (or OTHER_API_KEY)
  --credential NAME=KEY  what one security scheme takes, where several are needed together; may be repeated
  --fixtures FILE        a module that makes resources: export default { async create(state, context) {…} }
  --header 'Name: value' sent with every request; may be repeated
  --stateless            the target keeps no state: leave out what needs it
  --allow-live           judge a host of the description's servers, or use a live key

Selection
  --only, --skip NAME    a family, a rule or a case; * stands for anything; may be repeated
  --list                 print the cases and send nothing
  --shard 1/4            play this part; join the parts with --merge
  --merge FILE           JSON reports of the parts; may be repeated
  --bail                 stop at the first broken rule

Sending
  --concurrency N        cases at a time (8)
  --rate N               requests a second at most (no limit)
  --timeout MS           milliseconds to wait for an answer (10000)
  --fixture-timeout MS   milliseconds to wait for a fixture (60000)
  --clock-skew SECONDS   by how much the target's clock may differ (5)
  --seed N, --runs N     what is generated (a random seed; 20 values for each property)

Report
  --reporter NAME        ${REPORTERS.join(', ')}
  --output FILE          where it goes (standard output); long request bodies go to FILE.bodies/
  --min-tested 90%      fail where fewer of the rules were reached
  --verbose              every rule and every violation

Exit codes: 0 all held, 1 something broken or too little reached, 2 could not run.`

export type CliOptions = ReturnType<typeof readCliOptions>

export function readCliOptions(argv: readonly string[]) {
  const { values, positionals } = parseOptions(argv, OPTIONS)
  const [unexpected] = positionals
  if (unexpected !== undefined)
    throw new UsageError(`\`${unexpected}\` is no option. Run the command with --help.`)
  return values
}

export function readReporter(name: string | undefined): Reporter {
  const reporter = REPORTERS.find((known) => known === (name ?? 'terminal'))
  if (reporter === undefined) {
    throw new UsageError(`\`--reporter\` takes ${REPORTERS.join(', ')}; it was given \`${name ?? ''}\`.`)
  }
  return reporter
}

/** `1/4` → index and count. */
export function readShard(text: string | undefined): { index: number; count: number } | undefined {
  if (text === undefined) return undefined
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (index < 1 || index > count)
    throw new UsageError(`\`--shard\` takes a part as 1/4; it was given \`${text}\`.`)
  return { index, count }
}

/** `90%` or `0.9` → 0.9. */
export function readShare(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const isPercent = /^\d+(?:\.\d+)?%$/.test(text)
  const share = isPercent ? Number(text.slice(0, -1)) / 100 : Number(text)
  if (!(isPercent || /^(?:0?\.\d+|[01](?:\.0+)?)$/.test(text)) || share > 1) {
    throw new UsageError(`\`--min-tested\` takes a share as 90%; it was given \`${text}\`.`)
  }
  return share
}

export function readNumber(option: string, text: string | undefined, fallback: number, min = 0): number {
  return text === undefined ? fallback : wholeNumber(option, text, { min })
}

/** Milliseconds, as many as a timer counts. */
export function readTime(option: string, text: string | undefined, fallback: number): number {
  return text === undefined ? fallback : wholeNumber(option, text, { min: 1, max: 2 ** 31 - 1 })
}

/** `scheme=key` → by scheme. The message never holds the key. */
export function readCredentials(
  texts: readonly string[],
  schemes: readonly string[],
): Record<string, string> {
  const pairs = texts.map((text) => {
    const [name = '', ...rest] = text.split('=')
    const key = rest.join('=')
    if (key === '')
      throw new UsageError('`--credential` takes the name of a security scheme and its key, as NAME=KEY.')
    if (!schemes.includes(name)) {
      const suggestion = nearest(name, schemes)
      const hint =
        suggestion === undefined
          ? `There are ${schemes.join(', ') || 'none'}.`
          : `Did you mean \`${suggestion}\`?`
      throw new UsageError(`\`--credential\`: the description has no security scheme \`${name}\`. ${hint}`)
    }
    return [name, key]
  })
  return Object.fromEntries(pairs) as Record<string, string>
}

/** `Name: value` → a pair. */
export function readHeader(text: string): [string, string] {
  const match = /^([!#$%&'*+.^`|~\w-]+):\s*(.*)$/.exec(text)
  if (match === null)
    throw new UsageError(`\`--header\` takes 'Name: value'; it was given \`${text.split(':')[0] ?? ''}\`.`)
  return [match[1] ?? '', match[2] ?? '']
}
