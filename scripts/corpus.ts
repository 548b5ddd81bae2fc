import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fork } from 'node:child_process'
import { parseArgs } from 'node:util'
import { UsageError, wholeNumber } from '../src/command/index.ts'
import { command } from './command.ts'
import { isGood, missingSteps } from './corpus/row.ts'
import type { CorpusRow } from './corpus/row.ts'
import { printRow, printSum } from './corpus/table.ts'

const HELP = `Usage: npm run corpus -- DIR [--only NAME] [--seconds N] [--json]

Tries every command on each description in a folder: reads it, generates code, compiles it under the strictest settings,
calls every method against the mock, runs the contract against the mock and against five wrong mocks, and builds the
documentation. Prints one row for each description. Exit code 1 if a row has a fault.

A contract of more than 5,000 cases is cut to 5,000 requests, and its row says so. A description may take 900 seconds
(--seconds); then its row says what is missing.`

/** Makes a row in a process of its own, so that its time and memory are its own. */
function rowOf(file: string, seconds: number): Promise<CorpusRow> {
  const root = mkdtempSync(join(tmpdir(), 'corpus-'))
  const folder = join(root, 'output')
  mkdirSync(folder)
  // The one package that generated code imports.
  mkdirSync(join(root, 'node_modules'))
  symlinkSync(resolve('node_modules/openapi-fetch'), join(root, 'node_modules/openapi-fetch'), 'junction')
  return new Promise((done) => {
    const child = fork(join(import.meta.dirname, 'corpus/child.ts'), [file, folder], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let row: CorpusRow = { file }
    let errors = ''
    let tookTooLong = false
    const timer = setTimeout(() => {
      tookTooLong = true
      child.kill('SIGKILL')
    }, seconds * 1000)
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('message', (part) => (row = { ...row, ...(part as Partial<CorpusRow>) }))
    child.on('close', (code) => {
      clearTimeout(timer)
      rmSync(root, { recursive: true, force: true })
      if (row.isComplete === true) done(row)
      else if (tookTooLong) done({ ...row, missing: missingSteps(row) })
      else done({ ...row, crash: crashOf(errors) ?? `exit code ${code ?? 'unknown'}` })
    })
  })
}

function crashOf(errors: string): string | undefined {
  return errors.split('\n').find((line) => /Error/.test(line))
}

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      seconds: { type: 'string', default: '900' },
      json: { type: 'boolean', default: false },
    },
  })
  const [folder] = positionals
  const seconds = wholeNumber('--seconds', values.seconds, { min: 1 })
  if (folder === undefined || !existsSync(folder))
    throw new UsageError(`Name a folder of descriptions.\n\n${HELP}`)
  const names = readdirSync(folder).filter(
    (name) => /\.(?:json|ya?ml)$/.test(name) && name.includes(values.only ?? ''),
  )
  const rows: CorpusRow[] = []
  for (const name of names.sort()) {
    const row = await rowOf(resolve(folder, name), seconds)
    rows.push(row)
    if (values.json) console.log(JSON.stringify(row))
    else printRow(row)
  }
  if (!values.json) printSum(rows)
  return rows.every(isGood) ? 0 : 1
}

await command(HELP, main)
