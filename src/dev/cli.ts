import { parseOptions, untilInterrupted, UsageError, wholeNumber } from '../command/index.ts'
import type { StartLocal } from '../contract/cli/command.ts'

const HELP = `Usage: npm run dev [-- options]

For whoever edits a description: when a file is saved it is linted, generated/ follows, the mock and the documentation
reload, and the contract is tried on a server that is started for it. Each says in one line what became of it; what is
broken is told at file:line.

  --port N       the port of the documentation; default 8080
  --mock-port N  the port of the first API's mock, the others follow it; default 4010
                 0 as a port: any free one
  --help         this text`

/**
 * `npm run dev`, until SIGINT or SIGTERM. @returns the exit code
 *
 * @param startLocal starts a server of an API that its contract is tried on
 * @throws UsageError for words that it cannot take, and for a busy port
 */
export async function devCommand(argv: string[], startLocal: StartLocal): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    port: { type: 'string', default: '8080' },
    'mock-port': { type: 'string', default: '4010' },
    help: { type: 'boolean', short: 'h', default: false },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  if (positionals.length > 0) {
    throw new UsageError(`\`${positionals.join(' ')}\` is too much: it follows every API of redocly.yaml.`)
  }
  const docsPort = wholeNumber('--port', values.port, { min: 0, max: 65_535 })
  const mockPort = wholeNumber('--mock-port', values['mock-port'], { min: 0, max: 65_000 })
  const { startDev } = await import('./dev.ts')
  const dev = await startDev({
    root: process.cwd(),
    docsPort,
    mockPort,
    startLocal,
    log: (line) => console.log(line),
  })
  await untilInterrupted()
  await dev.close()
  return 0
}
