import { parseArgs } from 'node:util'
import { UsageError } from '../src/command/index.ts'
import { command } from './command.ts'
import { hostileDescriptions } from './hostile/descriptions.ts'
import { printRow } from './hostile/row.ts'
import { hostileServers } from './hostile/servers.ts'
import type { Row, Suite } from './hostile/row.ts'

/** What can be hostile. */
const SUITES: Readonly<Record<string, Suite>> = {
  descriptions: hostileDescriptions,
  servers: hostileServers,
}

const HELP = `Usage: npm run hostile -- [${Object.keys(SUITES).join('|')} …] [--only TEXT]

Tries every command on hostile descriptions, and the contract against hostile servers. It watches time and memory. Prints one row for each case and command. Exit code 1
if one exceeds its limits, dies of a signal or prints a stack trace.

  --only TEXT  only the cases whose name contains this text`

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { only: { type: 'string', default: '' } },
  })
  const names = positionals.length > 0 ? positionals : Object.keys(SUITES)
  const rows: Row[] = []
  for (const name of names) {
    const suite = SUITES[name]
    if (suite === undefined) throw new UsageError(`Unknown suite \`${name}\`.\n\n${HELP}`)
    rows.push(...(await suite({ only: values.only, report: printRow })))
  }
  const bad = rows.filter(({ faults }) => faults.length > 0)
  console.log(`${rows.length} rows, ${bad.length} with a fault.`)
  return bad.length === 0 && rows.length > 0 ? 0 : 1
}

await command(HELP, main)
