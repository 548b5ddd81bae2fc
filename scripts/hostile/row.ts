/** The result of one command on one hostile input. */
export interface Row {
  readonly case: string
  readonly command: string
  /** The exit code; undefined if the process died of a signal. */
  readonly exitCode?: number
  /** The signal that the process died of, or that ended it at a limit. */
  readonly signal?: string
  /** The first line that it printed for its user. */
  readonly message: string
  readonly seconds: number
  readonly megabytes: number
  /** What must not be. Empty if the row is good. */
  readonly faults: readonly string[]
}

/** What a suite of hostile inputs gets. */
export interface SuiteOptions {
  /** Only the cases whose name contains this text. */
  readonly only: string
  /** Prints a row when it is known. */
  readonly report: (row: Row) => void
}

/** Tries all hostile inputs of one kind. */
export type Suite = (options: SuiteOptions) => Promise<readonly Row[]>

const MAX_MESSAGE = 110

/** Prints one row of the table. */
export function printRow(row: Row): void {
  const { exitCode, signal = '', message, seconds, megabytes, faults } = row
  const short = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message
  console.log(
    [
      row.case.padEnd(34),
      row.command.padEnd(9),
      (exitCode ?? signal).toString().padEnd(4),
      `${seconds.toFixed(1)} s`.padStart(7),
      `${megabytes} MB`.padStart(8),
      short,
    ].join('  '),
  )
  for (const fault of faults) console.log(`    FAULT ${fault}`)
}
