import { DescriptionError } from '../description/index.ts'

/** What became of one step. */
export interface Outcome {
  ok: boolean
  /** The one line about it. */
  line: string
  /** Each thing that is wrong, at file:line. */
  problems: readonly string[]
}

/**
 * Takes one step and says in one line what became of it and how long it took.
 *
 * @param run does it; returns what there is to say, or that with problems at file:line
 * @param isFatal which errors are thrown on instead of being told; default none
 */
export async function takeStep(
  name: string,
  subject: string,
  run: () => Promise<string | { says: string; problems: readonly string[] }>,
  isFatal: (error: Error) => boolean = () => false,
): Promise<Outcome> {
  const began = performance.now()
  const told = (mark: string, says: string): string =>
    `  ${mark} ${name.padEnd(9)} ${subject.padEnd(12)} ${says} (${seconds(performance.now() - began)})`
  try {
    const result = await run()
    const { says, problems } = typeof result === 'string' ? { says: result, problems: [] } : result
    return { ok: problems.length === 0, line: told(problems.length === 0 ? '✓' : '✗', says), problems }
  } catch (error) {
    if (!(error instanceof Error) || isFatal(error)) throw error
    if (error instanceof DescriptionError) {
      const { problems } = error
      const says = problems.length === 1 ? '1 problem' : `${problems.length} problems`
      return { ok: false, line: told('✗', says), problems: error.message.split('\n') }
    }
    return { ok: false, line: told('✗', error.message.split('\n')[0] ?? error.name), problems: [] }
  }
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
