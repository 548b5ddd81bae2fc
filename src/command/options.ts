import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import { nearest } from './nearest.ts'
import { UsageError } from './usage-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>
>

/**
 * A command's words, strictly: an option that it does not have is refused, with the nearest that it has.
 *
 * @throws UsageError
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
    return `\`${ambiguous}\` was given no value, or one that begins with a dash; such a one is written \`${ambiguous}=…\`.`
  if (unknown === undefined)
    return `${(message.split('\n')[0] ?? message).replace(/\.?$/, '.')} Run the command with --help.`
  const names = Object.keys(options).map((name) => `--${name}`)
  const suggestion = nearest(unknown, names)
  const hint = suggestion === undefined ? `It takes: ${names.join(', ')}.` : `Did you mean \`${suggestion}\`?`
  return `Unknown option \`${unknown}\`. ${hint}`
}

/**
 * A whole number given as an option's text.
 *
 * @throws UsageError where it is none or lies outside
 */
export function wholeNumber(option: string, text: string, range: { min: number; max?: number }): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  const max = range.max ?? Number.MAX_SAFE_INTEGER
  if (Number.isNaN(value) || value < range.min || value > max) {
    const upper = range.max === undefined ? ' or more' : ` to ${range.max}`
    throw new UsageError(
      `\`${option}\` takes a whole number, ${range.min}${upper}; it was given \`${text}\`.`,
    )
  }
  return value
}
