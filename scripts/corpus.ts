import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fork } from 'node:child_process'
import { parseArgs } from 'node:util'
import { UsageError } from '../src/command/index.ts'
import { command } from './command.ts'
import { isGood } from './corpus/row.ts'
import type { CorpusRow } from './corpus/row.ts'
import { printRow, printSum } from './corpus/table.ts'

const HELP = `Usage: npm run corpus -- DIR [--only NAME] [--json]

Tries every command on each description in a folder: reads it, generates code, compiles it under the strictest settings,
calls every method against the mock, runs the contract against the mock and against five wrong mocks, and builds the
documentation. Prints one row for each description. Exit code 1 if a row has a fault.`

/** Reads a row from a process of its own, so that its time and memory are its own. */
function rowOf(file: string): Promise<CorpusRow> {
  return new Promise((done) => {
    const child = fork(join(import.meta.dirname, 'corpus/child.ts'), [file], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let row: CorpusRow | undefined
    let errors = ''
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('message', (message) => (row = message as CorpusRow))
    child.on('close', (code) => {
      done(
        row ?? {
          file,
          crash: errors.split('\n').find((line) => /Error/.test(line)) ?? `exit code ${code ?? 'unknown'}`,
        },
      )
    })
  })
}

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { only: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [folder] = positionals
  if (folder === undefined || !existsSync(folder))
    throw new UsageError(`Name a folder of descriptions.\n\n${HELP}`)
  const names = readdirSync(folder).filter(
    (name) => /\.(?:json|ya?ml)$/.test(name) && name.includes(values.only ?? ''),
  )
  const rows: CorpusRow[] = []
  for (const name of names.sort()) {
    const row = await rowOf(resolve(folder, name))
    rows.push(row)
    if (values.json) console.log(JSON.stringify(row))
    else printRow(row)
  }
  if (!values.json) printSum(rows)
  return rows.every(isGood) ? 0 : 1
}

await command(HELP, main)
