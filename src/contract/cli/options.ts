import { callOf, HELP_OPTION, helpText, parseOptions, UsageError } from '../../command/index.ts'
import type { OptionTable } from '../../command/index.ts'
import { LOAD_OPTIONS } from '../../description/index.ts'
import { sizeText } from '../http/size.ts'
import { TARGET_DEFAULTS } from '../http/target.ts'
import { REPORTERS } from '../report/index.ts'
import { TARGET_OPTIONS } from './target-options.ts'
import { DEFAULT_CONCURRENCY, DEFAULT_RUNS, FIXTURE_TIMEOUT } from '../run/run.ts'

const load = {
  overlay: { group: 'Target', ...LOAD_OPTIONS.overlay },
  'allow-remote': { group: 'Target', ...LOAD_OPTIONS['allow-remote'] },
  'allow-outside': { group: 'Target', ...LOAD_OPTIONS['allow-outside'] },
} as const satisfies OptionTable

const selection = {
  only: {
    group: 'Selection',
    type: 'string',
    argument: 'NAME',
    multiple: true,
    default: [],
    description: 'include only this family, rule or case; * matches any text',
  },
  skip: {
    group: 'Selection',
    type: 'string',
    argument: 'NAME',
    multiple: true,
    default: [],
    description: 'exclude this family, rule or case; * matches any text',
  },
  list: {
    group: 'Selection',
    type: 'boolean',
    default: false,
    description: 'print the cases and send nothing',
  },
  arazzo: {
    group: 'Selection',
    type: 'string',
    argument: 'FILE',
    description:
      'write the cases that Arazzo 1.0 can say as workflows to a YAML or JSON file, and send nothing',
  },
  shard: {
    group: 'Selection',
    type: 'string',
    argument: '1/4',
    description: 'run this part; join the parts with --merge',
  },
  merge: {
    group: 'Selection',
    type: 'string',
    argument: 'FILE',
    multiple: true,
    description: 'join the JSON reports of the parts',
  },
  bail: {
    group: 'Selection',
    type: 'boolean',
    default: false,
    description: 'stop at the first failed rule',
  },
} as const satisfies OptionTable

const recordings = {
  har: {
    group: 'Recordings',
    type: 'string',
    argument: 'FILE',
    multiple: true,
    description: 'send nothing: check the exchanges of HAR files, in this order',
  },
  record: {
    group: 'Recordings',
    type: 'string',
    argument: 'FILE',
    description: 'write every exchange of the run as HAR, with its secrets masked',
  },
} as const satisfies OptionTable

const sending = {
  concurrency: {
    group: 'Sending',
    type: 'string',
    argument: 'N',
    default: String(DEFAULT_CONCURRENCY),
    description: 'cases at the same time',
  },
  rate: {
    group: 'Sending',
    type: 'string',
    argument: 'N/s',
    description: 'the most requests per second, or N/m per minute; default: no limit',
  },
  timeout: {
    group: 'Sending',
    type: 'string',
    argument: 'MS',
    default: String(TARGET_DEFAULTS.timeout),
    description: 'milliseconds to wait for a response',
  },
  'fixture-timeout': {
    group: 'Sending',
    type: 'string',
    argument: 'MS',
    default: String(FIXTURE_TIMEOUT),
    description: 'milliseconds to wait for a fixture',
  },
  'clock-skew': {
    group: 'Sending',
    type: 'string',
    argument: 'SECONDS',
    default: String(TARGET_DEFAULTS.clockSkew),
    description: 'by how much the clock of the target may differ',
  },
  'max-requests': {
    group: 'Sending',
    type: 'string',
    argument: 'N',
    description: 'stop after this number of requests; default: no limit',
  },
  'max-time': {
    group: 'Sending',
    type: 'string',
    argument: 'TIME',
    description: 'stop after this time, such as 90s or 10m; default: no limit',
  },
  'max-response': {
    group: 'Sending',
    type: 'string',
    argument: 'SIZE',
    default: sizeText(TARGET_DEFAULTS.maxResponse).replace(' ', ''),
    description: 'the longest response body, such as 512kB; a longer one is a failure',
  },
  seed: {
    group: 'Sending',
    type: 'string',
    argument: 'N',
    description: 'the seed of generated values; default: a random one',
  },
  runs: {
    group: 'Sending',
    type: 'string',
    argument: 'N',
    default: String(DEFAULT_RUNS),
    description: 'generated values for each property',
  },
} as const satisfies OptionTable

const report = {
  reporter: {
    group: 'Report',
    type: 'string',
    argument: 'NAME[=FILE]',
    multiple: true,
    default: ['terminal'],
    description: `${REPORTERS.join(', ')}; without a file it is printed`,
  },
  output: {
    group: 'Report',
    type: 'string',
    argument: 'FILE',
    description:
      'the file of a single reporter without one; long request bodies go to FILE.bodies/; default: standard output',
  },
  baseline: {
    group: 'Report',
    type: 'string',
    argument: 'FILE',
    description: 'the JSON report of an earlier run: its findings do not fail this one',
  },
  'fail-on': {
    group: 'Report',
    type: 'string',
    argument: 'SEVERITY',
    default: 'error',
    description: 'error, or warning: the least severe finding that fails the run',
  },
  all: {
    group: 'Report',
    type: 'boolean',
    default: false,
    description: 'list every finding and every untested rule on the terminal',
  },
  'min-tested': {
    group: 'Report',
    type: 'string',
    argument: '90%',
    description: 'fail if a smaller share of the rules was tested',
  },
  verbose: {
    group: 'Report',
    type: 'boolean',
    default: false,
    description:
      'list every rule and every failure; with --only, print the requests and responses of up to 5 cases',
  },
  help: { ...HELP_OPTION, group: 'Report' },
} as const satisfies OptionTable

/** The options of `npm run contract`. */
const OPTIONS = { ...TARGET_OPTIONS, ...load, ...selection, ...recordings, ...sending, ...report }

export function contractHelp(): string {
  return helpText({
    usage: callOf('contract', '[options]'),
    about:
      'Tests an implementation against its description. Without --base-url, it starts the sandboxes in this process and tests them.',
    options: OPTIONS,
    footer:
      'Exit codes: 0 all tested rules passed, 1 there is a finding or too few rules were tested, 2 the run was not possible or did not end, or this tool itself was at fault.',
  })
}

export type CliOptions = ReturnType<typeof readCliOptions>

/** @throws UsageError for an unknown option, or an argument that is not an option */
export function readCliOptions(argv: readonly string[]) {
  const { values, positionals } = parseOptions(argv, OPTIONS)
  const [unexpected] = positionals
  if (unexpected !== undefined)
    throw new UsageError(`Unexpected argument \`${unexpected}\`. Run the command with --help.`)
  return values
}
