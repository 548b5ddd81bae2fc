import type { Report } from './report.ts'

const REQUEST =
  'This is a fault of this tool, and not of the target. The verdicts are incomplete. Please report it, with this text and the seed'

/** Returns the warnings of a report, after the faults of this tool, with a request to report them. */
export function warningsOf({ toolFaults = [], warnings, seed }: Report): readonly string[] {
  return [...toolFaults.map((text) => `${text}. ${REQUEST} ${seed}.`), ...warnings]
}
