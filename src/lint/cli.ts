import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { callOf, HELP_OPTION, helpText, parseOptions, UsageError } from '../command/index.ts'
import type { OptionTable } from '../command/index.ts'
import { findApi, listApis, LOAD_OPTIONS, readLoadOptions } from '../description/index.ts'
import { lintApi } from './lint.ts'

const options = {
  strict: {
    type: 'boolean',
    default: false,
    description:
      'apply the strict profile instead of the rules of redocly.yaml: recommended-strict of Redocly, and all rules of the extensions',
  },
  ...LOAD_OPTIONS,
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: callOf('lint', '[api|file …] [options]'),
    about:
      'Checks descriptions: that they can be read, that their extensions are correct, and the rules of redocly.yaml if there is one. Without an argument, checks all APIs of redocly.yaml.',
    options,
    footer: 'Exit codes: 0 no error, 1 an error, 2 the check was not possible.',
  })

/**
 * Checks descriptions and prints each problem at file:line.
 *
 * @returns the exit code: 0, or 1 if a description has an error
 */
export async function lintCommand(argv: string[], root: string = process.cwd()): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  const load = readLoadOptions(values)
  const apis = positionals.length === 0 ? listApis(root) : positionals.map((name) => findApi(root, name))
  const usual = existsSync(join(root, 'redocly.yaml')) ? 'project' : undefined
  const rules = values.strict ? 'strict' : usual
  let hasErrors = false
  for (const api of apis) {
    if (!existsSync(resolve(root, api.file))) throw new UsageError(`${api.file}: File not found.`)
    const problems = await lintApi(root, api, { ...(rules !== undefined && { rules }), load })
    for (const { source, severity, message, rule } of problems)
      console.log(`${source}: ${severity}: ${message}${rule === undefined ? '' : ` (${rule})`}`)
    const errors = problems.filter(({ severity }) => severity === 'error').length
    const warnings = problems.length - errors
    console.log(`${api.file}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`)
    hasErrors ||= errors > 0
  }
  return hasErrors ? 1 : 0
}

function counted(count: number, noun: string): string {
  return count === 0 ? `no ${noun}` : `${count} ${noun}${count === 1 ? '' : 's'}`
}
