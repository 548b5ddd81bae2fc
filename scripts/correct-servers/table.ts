import type { Report } from '../../src/contract/index.ts'

const WIDTH = 56

/** Prints the names of the columns. */
export function printHeader(): void {
  console.log(['server, variant, API'.padEnd(WIDTH), 'passed', 'failed', 'untested', 'seconds'].join('  '))
}

/** Prints the result of one server, and its failures. There should be no failures. */
export function printRow(name: string, { summary, rules, toolFaults = [] }: Report): void {
  const { passed, failed, untested, durationMs } = summary
  console.log(
    [
      name.padEnd(WIDTH),
      String(passed).padStart(6),
      String(failed).padStart(6),
      String(untested).padStart(8),
      (durationMs / 1000).toFixed(1).padStart(7),
    ].join('  '),
  )
  for (const fault of toolFaults) console.log(`    FAULT OF THE TOOL ${fault}`)
  for (const { id, failures, verdict } of rules) {
    if (verdict !== 'failed') continue
    const [first] = failures
    console.log(
      `    ${id}\n      case      ${first?.case}\n      expected  ${first?.expected}\n      received  ${first?.actual}`,
    )
  }
}

/** Prints that a server was not run, and why. */
export function printNotRun(name: string, reason: string): void {
  console.log(`${name.padEnd(WIDTH)}  not run: ${reason}`)
}
