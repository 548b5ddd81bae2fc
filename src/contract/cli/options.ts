import { HELP_OPTION, helpText, parseOptions, UsageError } from '../../command/index.ts'
import type { OptionTable } from '../../command/index.ts'
import { LOAD_OPTIONS } from '../../description/index.ts'
import { sizeText } from '../http/size.ts'
import { TARGET_DEFAULTS } from '../http/target.ts'
import { REPORTERS } from '../report/index.ts'
import { DEFAULT_CONCURRENCY, DEFAULT_RUNS, FIXTURE_TIMEOUT } from '../run/run.ts'

const target = {
  api: {
    group: 'Target',
    type: 'string',
    argument: 'NAME',
    multiple: true,
    description: 'an API of redocly.yaml, or the path of a description',
  },
  'base-url': {
    group: 'Target',
    type: 'string',
    argument: 'URL',
    description: 'the address of the implementation',
  },
  'api-key': {
    group: 'Target',
    type: 'string',
    argument: 'KEY',
    description: 'its API key; a file or the environment variable API_KEY is safer',
  },
  'api-key-file': {
    group: 'Target',
    type: 'string',
    argument: 'FILE',
    description: 'a file that contains the API key',
  },
  'other-api-key': {
    group: 'Target',
    type: 'string',
    argument: 'KEY',
    description: 'the key of a second account, or the environment variable OTHER_API_KEY',
  },
  'other-api-key-file': {
    group: 'Target',
    type: 'string',
    argument: 'FILE',
    description: 'a file that contains the key of the second account',
  },
  credential: {
    group: 'Target',
    type: 'string',
    argument: 'NAME=KEY',
    multiple: true,
    description: 'the key of one security scheme, or the environment variable CREDENTIAL_NAME',
  },
  'credential-file': {
    group: 'Target',
    type: 'string',
    argument: 'NAME=FILE',
    multiple: true,
    description: 'a file that contains the key of one security scheme',
  },
  scheme: {
    group: 'Target',
    type: 'string',
    argument: 'NAME',
    multiple: true,
    description: 'use this security scheme; default: the first alternative that the target accepts',
  },
  fixtures: {
    group: 'Target',
    type: 'string',
    argument: 'FILE',
    description: 'a module that makes resources: export default { async create(state, context) {…} }',
  },
  header: {
    group: 'Target',
    type: 'string',
    argument: "'Name: value'",
    multiple: true,
    description: 'a header of every request',
  },
  stateless: {
    group: 'Target',
    type: 'boolean',
    default: false,
    description: 'the target keeps no state: exclude the cases that need it',
  },
  'allow-destructive': {
    group: 'Target',
    type: 'boolean',
    default: false,
    description: 'allow PUT, PATCH and DELETE of what the run did not create',
  },
  'allow-live': {
    group: 'Target',
    type: 'boolean',
    default: false,
    description: 'allow a host of the servers in the description, and a live key',
  },
} as const satisfies OptionTable

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
    argument: 'N',
    description: 'the most requests per second; default: no limit',
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
    argument: 'NAME',
    default: 'terminal',
    description: REPORTERS.join(', '),
  },
  output: {
    group: 'Report',
    type: 'string',
    argument: 'FILE',
    description:
      'write the report to this file, and long request bodies to FILE.bodies/; default: standard output',
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
    description: 'list every rule and every failure',
  },
  help: { ...HELP_OPTION, group: 'Report' },
} as const satisfies OptionTable

/** The options of `npm run contract`. */
const OPTIONS = { ...target, ...load, ...selection, ...sending, ...report }

export function contractHelp(): string {
  return helpText({
    usage: 'npm run contract -- [options]',
    about:
      'Tests an implementation against its description. Without --base-url, it starts the sandboxes in this process and tests them.',
    options: OPTIONS,
    footer:
      'Exit codes: 0 all tested rules passed, 1 a rule failed or too few rules were tested, 2 the run was not possible or did not end, or this tool itself was at fault.',
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
