import { basename } from 'node:path'
import { faultsOf, shareOf } from './row.ts'
import type { CorpusRow } from './row.ts'

/** Prints one description: a line of numbers, and a line for each thing that needs a look. */
export function printRow(row: CorpusRow): void {
  const { contract, smoke, wrong = {} } = row
  const noticed = Object.values(wrong).filter((rule) => rule !== null).length
  const passed = contract === undefined ? '-' : `${Math.round(100 * shareOf(contract))}%`
  console.log(
    [
      basename(row.file).padEnd(30),
      `${row.methods ?? 0}/${row.operations ?? 0} methods`,
      `${row.warnings ?? 0} warnings`,
      `tsc ${row.compilerErrors === undefined ? '-' : row.compilerErrors.length === 0 ? 'clean' : row.compilerErrors.length}`,
      `smoke ${smoke?.succeeded ?? 0} ok ${smoke?.failed.length ?? 0} failed`,
      `rules ${contract?.rules ?? 0}: ${passed} passed ${contract?.failed.length ?? 0} failed, ${contract?.exchanges ?? 0} exchanges in ${contract?.seconds ?? 0} s`,
      `wrong ${noticed}/${Object.keys(wrong).length}`,
      `docs ${row.pages ?? 0}`,
      `${row.cpuSeconds ?? 0} CPU-s`,
      `${row.megabytes ?? 0} MB`,
    ].join('  '),
  )
  if (contract !== undefined && contract.cases < contract.plannedCases)
    console.log(
      `    the first ${contract.cases} of ${contract.plannedCases} cases; ${contract.leftOut} rules left out`,
    )
  for (const [name, reason] of Object.entries(row.notApplicable ?? {}))
    console.log(`    not made wrong by ${name}: ${reason}`)
  for (const { operation, reason } of row.skipped ?? []) console.log(`    skipped ${operation}: ${reason}`)
  const untested = Object.entries(contract?.untested ?? {}).sort(([, left], [, right]) => right - left)
  for (const [reason, count] of untested.slice(0, 5)) console.log(`    untested ${count}: ${reason}`)
  for (const fault of faultsOf(row)) console.log(`    FAULT ${fault}`)
}

/** Prints the sum of all descriptions. */
export function printSum(rows: readonly CorpusRow[]): void {
  const sum = (count: (row: CorpusRow) => number): number =>
    rows.reduce((total, row) => total + count(row), 0)
  const operations = sum((row) => row.operations ?? 0)
  const methods = sum((row) => row.methods ?? 0)
  const good = rows.filter((row) => faultsOf(row).length === 0).length
  const share = operations === 0 ? '0' : ((100 * methods) / operations).toFixed(1)
  console.log(
    `${rows.length} descriptions, ${good} without a fault. ${methods} of ${operations} operations have a method (${share} %). ${sum((row) => row.cpuSeconds ?? 0).toFixed(0)} CPU seconds.`,
  )
}
