import { callOf, HELP_OPTION, helpText, parseOptions, UsageError } from '../command/index.ts'
import type { OptionTable } from '../command/index.ts'
import { initProject } from './init.ts'

const options = { help: HELP_OPTION } as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: callOf('init', '[FILE]'),
    about:
      'Writes what a project needs to test its contract: an entry in redocly.yaml, a module for fixtures, a suite for Vitest and a CI file. It finds the description, the test runner, the language and the package manager by itself, and overwrites nothing. FILE is the description, if there are several.',
    options,
  })

/**
 * Prepares a project for its contract. @returns the exit code
 *
 * @throws UsageError if no description is found
 * @throws DescriptionError if the description cannot be read
 */
export async function initCommand(argv: readonly string[], root: string = process.cwd()): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  const [file, ...more] = positionals
  if (more.length > 0)
    throw new UsageError(`Unexpected argument \`${more.join(' ')}\`. Give one description.`)
  const { found, others, written, kept, next } = await initProject({
    root,
    ...(file !== undefined && { file }),
  })
  console.log(`Found  ${found.join(', ')}`)
  if (others.length > 0)
    console.log(`       and ${others.join(', ')} (\`${callOf('init', 'FILE')}\` prepares one)`)
  for (const path of written) console.log(`Wrote  ${path}`)
  for (const path of kept) console.log(`Kept   ${path}, which exists`)
  console.log(`Next   ${next.join('\n       ')}`)
  return 0
}
