import { nearest, UsageError, wholeNumber } from '../../command/index.ts'
import { REPORTERS } from '../report/index.ts'
import type { Reporter } from '../report/index.ts'

/** A reporter, and the file that it writes. Without a file it is printed. */
export interface ReporterTarget {
  readonly reporter: Reporter
  readonly file: string | undefined
}

/**
 * Reads `--reporter NAME[=FILE]`.
 *
 * @param output the file of a single reporter that names none
 */
export function readReporters(texts: readonly string[], output: string | undefined): ReporterTarget[] {
  const targets = texts.map((text): ReporterTarget => {
    const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? []
    const reporter = REPORTERS.find((known) => known === name)
    if (reporter === undefined)
      throw new UsageError(`\`--reporter\` must be one of ${REPORTERS.join(', ')}. Received: \`${name}\`.`)
    if (file === '') throw new UsageError(`\`--reporter ${name}=\` needs a file after the equals sign.`)
    return { reporter, file }
  })
  const files = targets.flatMap(({ file }) => file ?? [])
  const twice = files.find((file, index) => files.indexOf(file) !== index)
  if (twice !== undefined) throw new UsageError(`Two reporters must not write the same file: \`${twice}\`.`)
  if (output === undefined) return targets
  const [only] = targets
  if (only === undefined || targets.length > 1)
    throw new UsageError(
      '`--output` is the file of a single reporter. Give each its own: `--reporter NAME=FILE`.',
    )
  if (only.file !== undefined)
    throw new UsageError(`\`--output\` and \`--reporter ${only.reporter}=${only.file}\` name two files.`)
  return [{ ...only, file: output }]
}

/** Reads the least severe finding that fails a run. */
export function readFailOn(text: string): 'error' | 'warning' {
  if (text === 'error' || text === 'warning') return text
  throw new UsageError(`\`--fail-on\` must be error or warning. Received: \`${text}\`.`)
}

/** Reads `1/4` as index and count. */
export function readShard(text: string | undefined): { index: number; count: number } | undefined {
  if (text === undefined) return undefined
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (index < 1 || index > count)
    throw new UsageError(`\`--shard\` must be a part such as 1/4. Received: \`${text}\`.`)
  return { index, count }
}

/** Reads `90%` or `0.9` as 0.9. */
export function readShare(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const isPercent = /^\d+(?:\.\d+)?%$/.test(text)
  const share = isPercent ? Number(text.slice(0, -1)) / 100 : Number(text)
  if (!(isPercent || /^(?:0?\.\d+|[01](?:\.0+)?)$/.test(text)) || share > 1)
    throw new UsageError(`\`--min-tested\` must be a share such as 90%. Received: \`${text}\`.`)
  return share
}

/** Reads a whole number of milliseconds that a timer can wait. */
export function readTime(option: string, text: string): number {
  return wholeNumber(option, text, { min: 1, max: 2 ** 31 - 1 })
}

const DURATIONS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Reads a time such as `90s` or `10m` as milliseconds. A number alone is seconds. */
export function readDuration(option: string, text: string): number {
  const [, digits = '', unit = 's'] = /^(\d+(?:\.\d+)?) ?(ms|s|m|h)?$/.exec(text) ?? []
  const milliseconds = Math.round(Number(digits) * (DURATIONS[unit] ?? 0))
  if (digits === '' || milliseconds < 1 || milliseconds > 2 ** 31 - 1)
    throw new UsageError(`\`${option}\` must be a time such as 90s, 10m or 1h. Received: \`${text}\`.`)
  return milliseconds
}

const PERIODS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

/** Reads a rate such as `5`, `5/s` or `100/m` as requests per second. */
export function readRate(option: string, text: string): number {
  const [, digits = '', period = 's'] = /^(\d+(?:\.\d+)?)(?: ?\/ ?(s|m|h))?$/.exec(text) ?? []
  const rate = Number(digits) / (PERIODS[period] ?? 1)
  if (digits === '' || !(rate > 0))
    throw new UsageError(`\`${option}\` must be a rate such as 5/s or 100/m. Received: \`${text}\`.`)
  return rate
}

const SIZES: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
}

/** Reads a size such as `10MB` or `512kB` as bytes. A number alone is bytes. */
export function readSize(option: string, text: string): number {
  const [, digits = '', unit = 'b'] = /^(\d+(?:\.\d+)?) ?(b|[kmg]i?b)?$/i.exec(text) ?? []
  const bytes = Math.round(Number(digits) * (SIZES[unit.toLowerCase()] ?? 0))
  if (digits === '' || bytes < 1 || bytes > 2 ** 31 - 1)
    throw new UsageError(`\`${option}\` must be a size such as 10MB or 512kB. Received: \`${text}\`.`)
  return bytes
}

/** Reads pairs of a security scheme and a value as an object. No message contains a value. */
export function readPairs(
  option: string,
  argument: 'KEY' | 'FILE',
  texts: readonly string[],
  schemes: readonly string[],
): Record<string, string> {
  const pairs = texts.map((text): [string, string] => {
    const [name = '', ...rest] = text.split('=')
    const value = rest.join('=')
    if (value === '')
      throw new UsageError(
        `\`${option}\` must be NAME=${argument}: the name of a security scheme and its ${argument.toLowerCase()}.`,
      )
    checkScheme(option, name, schemes)
    return [name, value]
  })
  return Object.fromEntries(pairs)
}

/** @throws UsageError if the description has no security scheme of this name */
export function checkScheme(option: string, name: string, schemes: readonly string[]): void {
  if (schemes.includes(name)) return
  const suggestion = nearest(name, schemes)
  const known =
    schemes.length === 0 ? 'It has no security schemes.' : `Its schemes are ${schemes.join(', ')}.`
  const hint = suggestion === undefined ? known : `Did you mean \`${suggestion}\`?`
  throw new UsageError(`\`${option}\`: the description has no security scheme \`${name}\`. ${hint}`)
}

/** Reads `Name: value` as a pair. No message contains the value. */
export function readHeader(text: string): [string, string] {
  const match = /^([!#$%&'*+.^`|~\w-]+):\s*(.*)$/.exec(text)
  if (match === null)
    throw new UsageError(`\`--header\` must be 'Name: value'. Received: \`${text.split(':')[0] ?? ''}\`.`)
  return [match[1] ?? '', match[2] ?? '']
}

/** Reads the base URL of an implementation. */
export function readBaseUrl(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError(`\`--base-url\` must be an http or https URL. Received: \`${text}\`.`)
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    throw new UsageError('`--base-url` must not contain credentials. Give them with --api-key.')
  if (url.search !== '' || url.hash !== '')
    throw new UsageError(`\`--base-url\` must not have a query or a fragment. Received: \`${text}\`.`)
  return url
}

/** Reads a URL without a fragment. */
export function readUrl(option: string, text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError(`\`${option}\` must be an http or https URL. Received: \`${text}\`.`)
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    throw new UsageError(`\`${option}\` must not contain credentials.`)
  return url
}
