import { parseOptions, untilInterrupted, UsageError, wholeNumber } from '../../command/index.ts'
import { findApi, listApis } from '../../description/index.ts'
import type { SimulatedFailure, MockOptions } from './options.ts'

const help = `Usage: npm run mock -- <api|file|all> [options]

Serves Prism from a description, until it is interrupted (Ctrl-C), and follows the description when it changes.

  --port N           the port of the first API, the others follow it; 0: any free one; default 4010
  --host H           the address; default 127.0.0.1
  --api-key KEY      accept this API key and no other; may be given several times
  --unknown-ids W    what an id is that the mock has not given out: succeed (default) or missing
  --stateless        remember nothing: no life cycles, no idempotency
  --vary             where the description leaves a choice, take any, not the first: for clients that have to cope
  --delay MS         how long an answer takes; default 0
  --fail-rate R      the share of requests that fail, 0 to 1; default 0, or 1 where --fail-with is given
  --fail-with W      how they fail: a status such as 429 or 500, reset (the request is executed, then the connection
                     is cut) or hang (executed, never answered); may be given several times; default 500
  --seed N           what fails and what varies is drawn from it; default 1
  --help             this text

A request asks for an answer itself:
  Prefer: code=409   Prefer: example=NAME   the documented answer; nothing is executed
  Prefer: state=S    an id that the mock does not know is in this state; none: it does not exist
An id can carry its state, too: id_succeeded_1. POST /_mock/fixtures {"state", "apiKey"} gives
out a fresh one, {"status": "429"} one whose first request gets this answer.`

const seeHelp = 'Run the command with --help.'

/**
 * Serves mocks until SIGINT or SIGTERM. @returns the exit code
 *
 * @throws UsageError for words that it cannot take, and for an address that it cannot listen on
 * @throws DescriptionError where a description cannot be read
 */
export async function mockCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    port: { type: 'string', default: '4010' },
    host: { type: 'string', default: '127.0.0.1' },
    'api-key': { type: 'string', multiple: true, default: [] },
    'unknown-ids': { type: 'string', default: 'succeed' },
    stateless: { type: 'boolean', default: false },
    vary: { type: 'boolean', default: false },
    delay: { type: 'string', default: '0' },
    'fail-rate': { type: 'string' },
    'fail-with': { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const apis = readApis(positionals)
  const port = wholeNumber('--port', values.port, { min: 0, max: 65_536 - apis.length })
  const failWith = values['fail-with'].map(readFailure)
  const failRate = readRate(values['fail-rate'] ?? (failWith.length === 0 ? '0' : '1'))
  if (values['api-key'].includes(''))
    throw new UsageError(`\`--api-key\` takes a key; it was given none. ${seeHelp}`)
  const options: MockOptions = {
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
    log: (line) => console.log(line),
  }
  await serve(apis, port, options)
  return 0
}

/** Prism is loaded here, not for --help nor for what cannot run. */
async function serve(apis: readonly string[], port: number, options: MockOptions): Promise<void> {
  const { startMock } = await import('../server/start.ts')
  const { welcome } = await import('./welcome.ts')
  const mocks = []
  try {
    for (const [index, api] of apis.entries()) {
      const mock = await startMock(api, { ...options, port: port === 0 ? 0 : port + index })
      mocks.push(mock)
      // A key that was given is a secret; without one any will do.
      const key = options.apiKeys?.length === 0 ? 'any_key' : '$API_KEY'
      const path = options.unknownIds === 'missing' ? mock.createFixture() : undefined
      console.log(welcome(mock.url, mock.description, { key, ...(path !== undefined && { path }) }))
    }
    console.log('Ctrl-C ends it.')
    await untilInterrupted()
  } finally {
    await Promise.all(mocks.map((mock) => mock.close()))
  }
}

function readApis([name, ...more]: string[]): string[] {
  if (name === undefined)
    throw new UsageError(`Name an API of redocly.yaml, a description’s file, or all. ${seeHelp}`)
  if (more.length > 0)
    throw new UsageError(`One API at a time, or all; \`${more.join(' ')}\` is too much. ${seeHelp}`)
  const root = process.cwd()
  if (name === 'all') return listApis(root).map((api) => api.name)
  // A name that is none is told at once, not after Prism was loaded.
  findApi(root, name)
  return [name]
}

function readRate(text: string): number {
  const rate = /^(0|1|0?\.\d+|1\.0+|0\.0+)$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(rate))
    throw new UsageError(`\`--fail-rate\` takes a number from 0 to 1; it was given \`${text}\`.`)
  return rate
}

function readFailure(text: string): SimulatedFailure {
  if (text === 'reset' || text === 'hang') return text
  if (/^[45]\d\d$/.test(text)) return Number(text)
  throw new UsageError(
    `\`--fail-with\` takes a status from 400 to 599, reset or hang; it was given \`${text}\`.`,
  )
}

function readUnknownIds(text: string): 'succeed' | 'missing' {
  if (text === 'succeed' || text === 'missing') return text
  throw new UsageError(`\`--unknown-ids\` takes succeed or missing; it was given \`${text}\`.`)
}
