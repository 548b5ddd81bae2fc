import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import { nearest } from './nearest.ts'
import { UsageError } from './usage-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>
>

/**
 * Reads a command's arguments.
 *
 * @throws UsageError for an unknown option, with the most similar one, and for a missing or unexpected value
 */
export function parseOptions<const T extends Options>(argv: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(explain(error, options))
  }
}

function explain(error: unknown, options: Options): string {
  const message = error instanceof Error ? error.message : String(error)
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1]
  const [, ambiguous] = /^Option '(?:-., )?(--[^ ']+).*argument is ambiguous/.exec(message) ?? []
  if (ambiguous !== undefined)
    return `\`${ambiguous}\` needs a value. Write a value that begins with a dash as \`${ambiguous}=…\`.`
  if (unknown === undefined)
    return `${(message.split('\n')[0] ?? message).replace(/\.?$/, '.')} Run the command with --help.`
  const names = Object.keys(options).map((name) => `--${name}`)
  const suggestion = nearest(unknown, names)
  const hint =
    suggestion === undefined ? `The options are: ${names.join(', ')}.` : `Did you mean \`${suggestion}\`?`
  return `Unknown option \`${unknown}\`. ${hint}`
}

/**
 * Reads the value of an option as a whole number.
 *
 * @throws UsageError for another text, and for a number outside the range
 */
export function wholeNumber(option: string, text: string, range: { min: number; max?: number }): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  const max = range.max ?? Number.MAX_SAFE_INTEGER
  if (Number.isNaN(value) || value < range.min || value > max) {
    const upper = range.max === undefined ? ' or more' : ` to ${range.max}`
    throw new UsageError(`\`${option}\` must be a whole number, ${range.min}${upper}. Received: \`${text}\`.`)
  }
  return value
}
