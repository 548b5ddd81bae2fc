import { DescriptionError } from '../description/index.ts'

/** What a step found. */
export interface Findings {
  readonly message: string
  /** The problems, each with file:line, the cause before what follows from it. */
  readonly problems: readonly string[]
  /** Whether the step succeeded in spite of its problems. Default: only without problems. */
  readonly ok?: boolean
}

/** The result of one step. */
export interface StepResult {
  readonly ok: boolean
  /** The line that reports it. */
  readonly line: string
  /** The problems, each with file:line. */
  readonly problems: readonly string[]
}

/**
 * Runs one step and reports its result and its time in one line.
 *
 * @param run runs the step; returns a message, or also problems
 * @param isFatal which errors are thrown instead of reported; default: none
 */
export async function runStep(
  name: string,
  subject: string,
  run: () => Promise<string | Findings>,
  isFatal: (error: Error) => boolean = () => false,
): Promise<StepResult> {
  const began = performance.now()
  const result = await run().catch((error: unknown): Findings => {
    if (!(error instanceof Error) || isFatal(error)) throw error
    return findingsOf(error)
  })
  const {
    message,
    problems,
    ok = problems.length === 0,
  }: Findings = typeof result === 'string' ? { message: result, problems: [] } : result
  const mark = ok ? (problems.length === 0 ? '✓' : '!') : '✗'
  const time = seconds(performance.now() - began)
  return { ok, line: `  ${mark} ${name.padEnd(9)} ${subject.padEnd(12)} ${message} (${time})`, problems }
}

/** The first problem is the cause: it is in the line of the step. */
function findingsOf(error: Error): Findings {
  const [cause = error.name, ...others] = error.message.split('\n')
  if (!(error instanceof DescriptionError)) return { ok: false, message: cause, problems: [] }
  const more = others.length === 0 ? '' : `, and ${countOf(others.length, 'problem')} more`
  return { ok: false, message: `${cause}${more}`, problems: others }
}

/** Returns a number with its noun: `1 problem`, `2 problems`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
