import {
  HELP_OPTION,
  helpText,
  parseOptions,
  untilInterrupted,
  UsageError,
  wholeNumber,
} from '../command/index.ts'
import type { OptionTable } from '../command/index.ts'
import { readOutput, REPORTERS, writeReports } from '../contract/index.ts'
import { LOAD_OPTIONS, readDescription, readLoadOptions, warningLines } from '../description/index.ts'
import { REPORT_PATH, startProxy } from './proxy.ts'

const options = {
  api: {
    type: 'string',
    argument: 'NAME',
    description: 'an API of redocly.yaml, or the path of a description',
  },
  target: { type: 'string', argument: 'URL', description: 'the address of the server' },
  port: {
    type: 'string',
    argument: 'N',
    default: '4040',
    description: 'port to listen on; 0: any free port',
  },
  host: { type: 'string', argument: 'HOST', default: '127.0.0.1', description: 'address to listen on' },
  har: { type: 'string', argument: 'FILE', description: 'record everything as HAR, with its secrets masked' },
  enforce: {
    type: 'boolean',
    default: false,
    description: 'respond with 400 to an invalid request, and with 502 instead of an invalid response',
  },
  'clock-skew': {
    type: 'string',
    argument: 'SECONDS',
    default: '5',
    description: 'by how much the clock of the server may differ',
  },
  reporter: {
    type: 'string',
    argument: 'NAME[=FILE]',
    multiple: true,
    default: ['terminal'],
    description: `${REPORTERS.join(', ')}; without a file it is printed`,
  },
  output: { type: 'string', argument: 'FILE', description: 'the file of a single reporter without one' },
  baseline: {
    type: 'string',
    argument: 'FILE',
    description: 'the JSON report of an earlier run: its findings do not fail this one',
  },
  'fail-on': {
    type: 'string',
    argument: 'SEVERITY',
    default: 'error',
    description: 'error: of the server; warning: also what the client sends',
  },
  'min-tested': {
    type: 'string',
    argument: '90%',
    description: 'fail if a smaller share of the rules was tested',
  },
  all: { type: 'boolean', default: false, description: 'list every finding and every untested rule' },
  verbose: { type: 'boolean', default: false, description: 'list every rule and every failure' },
  ...LOAD_OPTIONS,
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: 'npm run proxy -- --api NAME --target URL [options]',
    about:
      'Passes requests on to a server until Ctrl-C, and checks requests and responses against the description. Then it reports.',
    options,
    footer: `GET ${REPORT_PATH} returns the report so far, as JSON.`,
  })

/**
 * Runs a proxy until SIGINT or SIGTERM. @returns the exit code of its report
 *
 * @throws UsageError for invalid arguments, and for an address that it cannot listen on
 */
export async function proxyCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  const [unexpected] = positionals
  if (unexpected !== undefined)
    throw new UsageError(`Unexpected argument \`${unexpected}\`. Run the command with --help.`)
  const { api, host } = values
  if (api === undefined)
    throw new UsageError('Missing option: `--api`, the description. Run the command with --help.')
  const target = readTarget(values.target)
  const output = readOutput(values)
  const port = wholeNumber('--port', values.port, { min: 0, max: 65_535 })
  const clockSkew = wholeNumber('--clock-skew', values['clock-skew'], { min: 0 })
  const description = await readDescription(process.cwd(), api, readLoadOptions(values))
  for (const line of warningLines(description.warnings)) console.warn(line)
  const [file] = output.targets.flatMap((one) => one.file ?? [])
  const proxy = await startProxy({
    description,
    target,
    port,
    host,
    clockSkew,
    har: values.har,
    enforce: values.enforce,
    bodyFolder: file === undefined ? undefined : `${file}.bodies`,
    command: `npm run proxy -- --api ${api} --target ${target.origin}`,
  })
  console.log(`${proxy.url} passes on to ${target.href}. The report: ${proxy.url}${REPORT_PATH}`)
  console.log('Press Ctrl-C to stop.')
  await untilInterrupted()
  await proxy.close()
  return writeReports([proxy.report()], output)
}

/** @throws UsageError for a text that is not an HTTP address */
function readTarget(text: string | undefined): URL {
  if (text === undefined) throw new UsageError('Missing option: `--target`, the address of the server.')
  const target = URL.canParse(text) ? new URL(text) : undefined
  if (target === undefined || !/^https?:$/.test(target.protocol))
    throw new UsageError(
      `\`--target\` must be an address such as http://127.0.0.1:8080. Received: \`${text}\`.`,
    )
  return target
}
