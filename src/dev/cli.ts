import { existsSync } from 'node:fs'
import {
  callOf,
  HELP_OPTION,
  helpText,
  parseOptions,
  requirePeers,
  untilInterrupted,
  UsageError,
  wholeNumber,
} from '../command/index.ts'
import type { OptionTable } from '../command/index.ts'
import { LOAD_OPTIONS, readLoadOptions } from '../description/index.ts'
import type { StartServer } from './steps.ts'

const options = {
  port: {
    type: 'string',
    argument: 'N',
    default: '8080',
    description: 'port of the documentation; 0 picks a free port',
  },
  'mock-port': {
    type: 'string',
    argument: 'N',
    default: '4010',
    description: 'port of the first API’s mock, the next mocks use the next ports; 0 picks free ports',
  },
  'allow-remote': LOAD_OPTIONS['allow-remote'],
  'allow-outside': LOAD_OPTIONS['allow-outside'],
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: callOf('dev', '[options]'),
    about:
      'For editing descriptions. When a file is saved, its description is linted and generated/ is updated, the mock and the documentation reload, and the contract is tested against the sandbox of the API, or against its own mock if it has no sandbox. Saves during a run are merged into the next one. Each step reports its result in one line, and each problem with file:line.',
    options,
  })

/**
 * Runs `npm run dev` until SIGINT or SIGTERM. @returns the exit code
 *
 * @param startLocal starts a server of an API, to test its contract against; undefined for an API without one
 * @throws UsageError for invalid options, and for a port in use
 */
export async function devCommand(argv: string[], startLocal: StartServer): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  if (positionals.length > 0) {
    throw new UsageError(
      `Unexpected argument \`${positionals.join(' ')}\`: the command takes no API, it follows every API of redocly.yaml.`,
    )
  }
  const docsPort = wholeNumber('--port', values.port, { min: 0, max: 65_535 })
  const mockPort = wholeNumber('--mock-port', values['mock-port'], { min: 0, max: 65_000 })
  requirePeers('dev')
  if (!existsSync('redocly.yaml'))
    throw new UsageError(
      `\`dev\` follows the APIs of redocly.yaml, which was not found. \`${callOf('init')}\` writes it.`,
    )
  const { startDev } = await import('./dev.ts')
  const dev = await startDev({
    root: process.cwd(),
    docsPort,
    mockPort,
    load: readLoadOptions(values),
    startLocal,
    log: (line) => console.log(line),
  })
  await untilInterrupted()
  await dev.close()
  return 0
}
