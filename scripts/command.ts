import { UsageError } from '../src/command/index.ts'

/**
 * Runs the command of a script and sets the exit code of the process. A UsageError gives one message and 2.
 *
 * @param help the text of `--help`
 */
export async function command(
  help: string,
  main: (argv: readonly string[]) => Promise<number>,
): Promise<void> {
  const argv = process.argv.slice(2)
  try {
    if (argv.includes('--help') || argv.includes('-h')) console.log(help)
    else process.exitCode = await main(argv)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
