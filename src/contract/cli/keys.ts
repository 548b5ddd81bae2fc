import { UsageError } from '../../command/index.ts'
import type { Description } from '../../description/index.ts'
import { SchemeChoice } from '../http/scheme-choice.ts'
import { needsApiKey, schemeNames, tokenSchemes } from '../http/needed-keys.ts'
import type { ClientCredentials } from '../http/tokens.ts'
import { variableOf } from '../http/target.ts'
import type { Target } from '../http/target.ts'
import type { LocalTarget } from './local-target.ts'
import * as read from './option-values.ts'
import type { CliOptions } from './options.ts'
import { readSecretFile } from './secret-file.ts'

export type Keys = Pick<Target, 'apiKey' | 'otherApiKey' | 'credentials' | 'schemes' | 'client' | 'tokenUrl'>

/**
 * Reads the keys from the options, from files and from the environment.
 *
 * @throws UsageError if a key is missing, or given twice
 */
export function readKeys(
  description: Description,
  cliOptions: CliOptions,
  local: LocalTarget | undefined,
): Keys {
  const names = schemeNames(description)
  const apiKey = local?.apiKey ?? readKey(cliOptions, 'api-key', 'API_KEY') ?? ''
  const otherApiKey =
    local === undefined ? readKey(cliOptions, 'other-api-key', 'OTHER_API_KEY') : local.otherApiKey
  const credentials = { ...fromEnvironment(names, local), ...readCredentials(cliOptions, names) }
  const schemes = cliOptions.scheme ?? []
  for (const name of schemes) read.checkScheme('--scheme', name, names)
  const client = local === undefined ? readClient(cliOptions, description) : undefined
  const text = cliOptions['token-url']
  const tokenUrl = text === undefined ? undefined : read.readUrl('--token-url', text)
  const fetched = client === undefined ? [] : tokenSchemes(description, tokenUrl)
  if (needsApiKey(description, [...Object.keys(credentials), ...fetched], schemes)) {
    if (apiKey === '')
      throw new UsageError('Give the API key with --api-key, or as API_KEY in the environment.')
    if (otherApiKey === apiKey)
      throw new UsageError(
        '`--other-api-key` must be the key of another account, not the value of --api-key.',
      )
  }
  return { apiKey, otherApiKey, credentials, schemes: new SchemeChoice(schemes), client, tokenUrl }
}

/** Reads one key: of the option itself, of its file, or of the environment. */
function readKey(
  cliOptions: CliOptions,
  option: 'api-key' | 'other-api-key',
  variable: string,
): string | undefined {
  const [given, file] = [cliOptions[option], cliOptions[`${option}-file`]]
  if (given !== undefined && file !== undefined)
    throw new UsageError(`Give \`--${option}\` or \`--${option}-file\`, but not both.`)
  if (file !== undefined) return readSecretFile(`--${option}-file`, file)
  return given ?? (process.env[variable] || undefined)
}

/**
 * Reads the OAuth 2 client from the options, a file and the environment.
 *
 * @throws UsageError if one of id and secret is given without the other
 */
function readClient(
  { 'client-id': givenId, 'client-secret-file': file, 'token-url': tokenUrl }: CliOptions,
  description: Description,
): ClientCredentials | undefined {
  const isMeant = givenId !== undefined || file !== undefined || tokenUrl !== undefined
  // The environment may have these variables for another purpose.
  if (!isMeant && tokenSchemes(description, undefined).length === 0) return undefined
  const id = givenId ?? process.env['CLIENT_ID'] ?? ''
  const secret =
    file === undefined ? (process.env['CLIENT_SECRET'] ?? '') : readSecretFile('--client-secret-file', file)
  if (id !== '' && secret !== '') return { id, secret }
  if (!isMeant && (id === '' || secret === '')) return undefined
  throw new UsageError(
    id === ''
      ? 'Give the client id with --client-id, or as CLIENT_ID in the environment.'
      : 'Give the client secret with --client-secret-file, or as CLIENT_SECRET in the environment.',
  )
}

/** Reads the keys of single schemes from options and files. */
function readCredentials(cliOptions: CliOptions, names: readonly string[]): Record<string, string> {
  const given = read.readPairs('--credential', 'KEY', cliOptions.credential ?? [], names)
  const files = read.readPairs('--credential-file', 'FILE', cliOptions['credential-file'] ?? [], names)
  const twice = Object.keys(files).find((name) => given[name] !== undefined)
  if (twice !== undefined)
    throw new UsageError(`Give \`--credential\` or \`--credential-file\` for \`${twice}\`, but not both.`)
  const keys = Object.entries(files).map(([name, file]) => [name, readSecretFile('--credential-file', file)])
  return { ...given, ...(Object.fromEntries(keys) as Record<string, string>) }
}

/** Reads the keys of single schemes from the environment: `CREDENTIAL_APP_ID` for the scheme `appId`. */
function fromEnvironment(names: readonly string[], local: LocalTarget | undefined): Record<string, string> {
  if (local !== undefined) return {}
  const pairs = names.flatMap((name): [string, string][] => {
    const key = process.env[`CREDENTIAL_${variableOf(name).slice(1)}`] ?? ''
    return key === '' ? [] : [[name, key]]
  })
  return Object.fromEntries(pairs)
}
