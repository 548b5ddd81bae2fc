import {
  callOf,
  cannotListen,
  HELP_OPTION,
  helpText,
  nearest,
  parseOptions,
  untilInterrupted,
  UsageError,
  wholeNumber,
} from '../command/index.ts'
import type { OptionTable } from '../command/index.ts'
import { apiNames, type ApiName } from './keys.ts'
import { startSandbox, type Sandbox, type SandboxOptions } from './start.ts'
import { welcome } from './welcome.ts'

const options = {
  port: { type: 'string', argument: 'N', default: '0', description: 'port to listen on; 0: any free port' },
  host: { type: 'string', argument: 'HOST', default: '127.0.0.1', description: 'address to listen on' },
  fault: { type: 'string', argument: 'NAME', multiple: true, default: [], description: 'enable this fault' },
  faults: { type: 'boolean', default: false, description: 'list the faults and exit' },
  latency: {
    type: 'string',
    argument: 'MS',
    default: '3',
    description: 'duration of an execution in milliseconds',
  },
  'rate-limit': {
    type: 'string',
    argument: 'N',
    description: 'requests per merchant and minute; default: 1500 (leanrails), 6000 (stripe)',
  },
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: callOf('sandbox', `<${apiNames.join('|')}> [options]`),
    about: 'Serves an API in memory until it is interrupted (Ctrl-C).',
    options,
  })

/**
 * Runs a sandbox until SIGINT or SIGTERM. @returns the exit code
 *
 * @throws UsageError for invalid arguments, and for an address that it cannot listen on
 */
export async function sandboxCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  const api = readApi(positionals)
  if (values.faults) {
    console.log(await listFaults(api))
    return 0
  }
  const rateLimit = values['rate-limit']
  const sandbox = await start(api, {
    port: wholeNumber('--port', values.port, { min: 0, max: 65_535 }),
    host: values.host,
    faults: values.fault,
    latency: wholeNumber('--latency', values.latency, { min: 0, max: 60_000 }),
    ...(rateLimit !== undefined && { rateLimit: wholeNumber('--rate-limit', rateLimit, { min: 1 }) }),
  })
  console.log(welcome(sandbox, values.fault))
  await untilInterrupted()
  await sandbox.close()
  return 0
}

function readApi([name, ...more]: string[]): ApiName {
  if (name === undefined)
    throw new UsageError(`Missing argument: the API, ${apiNames.join(' or ')}. ${seeHelp}`)
  const api = apiNames.find((known) => known === name)
  if (api === undefined) {
    const suggestion = nearest(name, apiNames)
    const hint =
      suggestion === undefined ? `The APIs are: ${apiNames.join(', ')}.` : `Did you mean \`${suggestion}\`?`
    throw new UsageError(`The sandbox has no API \`${name}\`. ${hint}`)
  }
  if (more.length > 0)
    throw new UsageError(`Unexpected argument \`${more.join(' ')}\`: expected one API. ${seeHelp}`)
  return api
}

const seeHelp = 'Run the command with --help.'

async function start(
  api: ApiName,
  options: SandboxOptions & { port: number; host: string },
): Promise<Sandbox> {
  try {
    return await startSandbox(api, options)
  } catch (error) {
    const { syscall } = error as NodeJS.ErrnoException
    if (syscall !== 'listen' && syscall !== 'getaddrinfo') throw error
    throw cannotListen(error, options.port, options.host)
  }
}

async function listFaults(api: ApiName): Promise<string> {
  const { faults } = await import('./faults/index.ts')
  const width = Math.max(...faults[api].map(({ name }) => name.length))
  return faults[api]
    .map(({ name, kind, description }) => `${name.padEnd(width)}  ${kind}: ${description}`)
    .join('\n')
}
