import {
  callOf,
  HELP_OPTION,
  helpText,
  parseOptions,
  untilInterrupted,
  UsageError,
  wholeNumber,
} from '../../command/index.ts'
import type { OptionTable } from '../../command/index.ts'
import {
  cutLine,
  findApi,
  LOAD_OPTIONS,
  listApis,
  readLoadOptions,
  warningLines,
} from '../../description/index.ts'
import type { SimulatedFailure, MockOptions } from './options.ts'

const options = {
  port: {
    type: 'string',
    argument: 'N',
    default: '4010',
    description: 'port of the first API, the next APIs use the next ports; 0 picks a free port',
  },
  host: { type: 'string', argument: 'H', default: '127.0.0.1', description: 'address to listen on' },
  'api-key': {
    type: 'string',
    argument: 'KEY',
    multiple: true,
    default: [],
    description: 'accept only this API key; without it, any well-formed key is accepted',
  },
  'unknown-ids': {
    type: 'string',
    argument: 'MODE',
    default: 'succeed',
    description: 'how to treat an id that the mock did not create: succeed or missing',
  },
  stateless: {
    type: 'boolean',
    default: false,
    description: 'keep no state: no life cycles, no idempotency',
  },
  vary: {
    type: 'boolean',
    default: false,
    description:
      'where the description allows several responses, pick one at random instead of the first, to test that a client handles them all',
  },
  delay: {
    type: 'string',
    argument: 'MS',
    default: '0',
    description: 'time before each response, in milliseconds',
  },
  'fail-rate': {
    type: 'string',
    argument: 'R',
    description: 'share of requests that fail, 0 to 1; default: 0, or 1 with --fail-with',
  },
  'fail-with': {
    type: 'string',
    argument: 'HOW',
    multiple: true,
    default: [],
    description:
      'how they fail: a status code such as 429 or 500, reset (the request is executed, then the connection is closed) or hang (executed, without a response); default: 500',
  },
  quiet: {
    type: 'boolean',
    default: false,
    description: 'do not print a line for each request',
  },
  seed: {
    type: 'string',
    argument: 'N',
    default: '1',
    description: 'seed for simulated failures and for --vary',
  },
  ...LOAD_OPTIONS,
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: callOf('mock', '<api|file|all> [options]'),
    about:
      'Serves a mock of each description until Ctrl-C, and reloads a description when one of its files changes. Prints a line for each request: its method and path, the status code, and which rule chose the response.',
    options,
    footer: `A request can choose its response:
  Prefer: code=409       the documented response with this status code
  Prefer: example=NAME   the documented response with this example
  Prefer: state=S        an unknown id is in this state (state=none: not found)
With code or example, nothing is executed. An id can also carry its state: id_succeeded_1.

POST /_mock/fixtures {"state", "apiKey"} creates a resource and returns its id. With {"status": "429"}, the first request with that id gets this status code. DELETE /_mock/fixtures forgets everything that was created.`,
  })

const seeHelp = 'Run the command with --help.'

/**
 * Serves mocks until SIGINT or SIGTERM. @returns the exit code
 *
 * @throws UsageError for invalid arguments, and for an address that the mock cannot listen on
 * @throws DescriptionError if a description cannot be read
 */
export async function mockCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  const apis = readApis(positionals)
  const port = wholeNumber('--port', values.port, { min: 0, max: 65_536 - apis.length })
  const failWith = values['fail-with'].map(readFailure)
  const failRate = readRate(values['fail-rate'] ?? (failWith.length === 0 ? '0' : '1'))
  if (values['api-key'].includes('')) throw new UsageError(`\`--api-key\` must not be empty. ${seeHelp}`)
  const mockOptions: MockOptions = {
    host: values.host,
    apiKeys: values['api-key'],
    unknownIds: readUnknownIds(values['unknown-ids']),
    stateless: values.stateless,
    vary: values.vary,
    delay: wholeNumber('--delay', values.delay, { min: 0, max: 3_600_000 }),
    failRate,
    ...(failWith.length > 0 && { failWith }),
    seed: wholeNumber('--seed', values.seed, { min: 0, max: 2 ** 32 - 1 }),
    watch: true,
    load: readLoadOptions(values),
    log: (line) => console.log(line),
  }
  await serve(apis, port, mockOptions, values.quiet)
  return 0
}

/** Loads Prism only now, so that `--help` and invalid arguments are fast. */
async function serve(
  apis: readonly string[],
  port: number,
  options: MockOptions,
  isQuiet: boolean,
): Promise<void> {
  const { startMock } = await import('../server/start.ts')
  const { welcome } = await import('./welcome.ts')
  const { uncheckedWarnings } = await import('./unchecked.ts')
  // The mock goes on if the reader of its lines ends, as in `npm run mock | head`.
  process.stdout.on('error', () => undefined)
  const mocks = []
  try {
    for (const [index, api] of apis.entries()) {
      const prefix = apis.length === 1 ? '' : api.padEnd(10)
      const mock = await startMock(api, {
        ...options,
        port: port === 0 ? 0 : port + index,
        ...(!isQuiet && { logRequest: (line) => console.log(prefix + line) }),
      })
      mocks.push(mock)
      const warnings = [...mock.description.warnings, ...uncheckedWarnings(mock.description)]
      for (const line of warningLines(warnings)) console.warn(line)
      // A given key is a secret and is not printed. Without one, any key is accepted.
      const key = options.apiKeys?.length === 0 ? 'any_key' : '$API_KEY'
      const path = options.unknownIds === 'missing' ? mock.createFixture() : undefined
      const text = welcome(mock.url, mock.description, { key, ...(path !== undefined && { path }) })
      console.log(text.split('\n').map(cutLine).join('\n'))
    }
    console.log('Press Ctrl-C to stop.')
    await untilInterrupted()
  } finally {
    await Promise.all(mocks.map((mock) => mock.close()))
  }
}

function readApis([name, ...more]: string[]): string[] {
  if (name === undefined)
    throw new UsageError(
      `Missing argument: the name of an API in redocly.yaml, the path of a description, or \`all\`. ${seeHelp}`,
    )
  if (more.length > 0)
    throw new UsageError(`Unexpected argument \`${more.join(' ')}\`. Give one API, or \`all\`. ${seeHelp}`)
  const root = process.cwd()
  if (name === 'all') return listApis(root).map((api) => api.name)
  // An unknown name is reported at once, not after Prism is loaded.
  findApi(root, name)
  return [name]
}

function readRate(text: string): number {
  const rate = /^(0|1|0?\.\d+|1\.0+|0\.0+)$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(rate))
    throw new UsageError(`\`--fail-rate\` must be a number from 0 to 1. Received: \`${text}\`.`)
  return rate
}

function readFailure(text: string): SimulatedFailure {
  if (text === 'reset' || text === 'hang') return text
  if (/^[45]\d\d$/.test(text)) return Number(text)
  throw new UsageError(
    `\`--fail-with\` must be a status code from 400 to 599, reset or hang. Received: \`${text}\`.`,
  )
}

function readUnknownIds(text: string): 'succeed' | 'missing' {
  if (text === 'succeed' || text === 'missing') return text
  throw new UsageError(`\`--unknown-ids\` must be succeed or missing. Received: \`${text}\`.`)
}
