import { callOf, quoteShell } from '../../command/index.ts'
import type { CliOptions } from './options.ts'

/** The options that decide how a case runs. The keys come from the environment. */
const REPEATED = [
  'base-url',
  'api-key-file',
  'other-api-key-file',
  'credential-file',
  'scheme',
  'client-id',
  'client-secret-file',
  'token-url',
  'ca',
  'cert',
  'key',
  'rate',
  'fixtures',
  'stateless',
  'allow-destructive',
  'allow-live',
  'overlay',
  'allow-remote',
  'allow-outside',
  'timeout',
  'fixture-timeout',
  'clock-skew',
  'runs',
] as const satisfies readonly (keyof CliOptions)[]

/** The values of options that need not be repeated. */
export type Defaults = Readonly<Record<string, unknown>>

/** Returns the command that runs the contract again with the same target: without keys, headers and reporters. */
export function commandOf(cliOptions: CliOptions, api: string, defaults: Defaults = {}): string {
  const name = cliOptions.api?.length === 1 ? (cliOptions.api[0] ?? api) : api
  const options = REPEATED.flatMap((option): string[] => {
    const value: unknown = cliOptions[option]
    if (value === undefined || value === false || value === defaults[option]) return []
    const values: unknown[] = Array.isArray(value) ? value : [value]
    return values.map((one) => (one === true ? `--${option}` : `--${option} ${quoteWord(String(one))}`))
  })
  return callOf('contract', [`--api ${quoteWord(name)}`, ...options].join(' '))
}

function quoteWord(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : quoteShell(text)
}
