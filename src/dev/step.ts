import { DescriptionError } from '../description/index.ts'

/** The result of one step. */
export interface StepResult {
  ok: boolean
  /** The line that reports it. */
  line: string
  /** The problems, each with file:line. */
  problems: readonly string[]
}

/**
 * Runs one step and reports its result and its time in one line.
 *
 * @param run runs the step; returns a message, or a message and problems with file:line
 * @param isFatal which errors are thrown instead of reported; default: none
 */
export async function runStep(
  name: string,
  subject: string,
  run: () => Promise<string | { message: string; problems: readonly string[] }>,
  isFatal: (error: Error) => boolean = () => false,
): Promise<StepResult> {
  const began = performance.now()
  const formatLine = (mark: string, message: string): string =>
    `  ${mark} ${name.padEnd(9)} ${subject.padEnd(12)} ${message} (${seconds(performance.now() - began)})`
  try {
    const result = await run()
    const { message, problems } = typeof result === 'string' ? { message: result, problems: [] } : result
    return {
      ok: problems.length === 0,
      line: formatLine(problems.length === 0 ? '✓' : '✗', message),
      problems,
    }
  } catch (error) {
    if (!(error instanceof Error) || isFatal(error)) throw error
    if (error instanceof DescriptionError) {
      const { problems } = error
      const message = problems.length === 1 ? '1 problem' : `${problems.length} problems`
      return { ok: false, line: formatLine('✗', message), problems: error.message.split('\n') }
    }
    return { ok: false, line: formatLine('✗', error.message.split('\n')[0] ?? error.name), problems: [] }
  }
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
