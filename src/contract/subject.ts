import { UsageError } from '../command/index.ts'
import type { Description } from '../description/index.ts'
import type { Fixtures } from './fixtures/types.ts'
import { createContext } from './http/connection.ts'
import { isLoopback } from './http/loopback.ts'
import { needsApiKey, schemeNames, tokenSchemes } from './http/needed-keys.ts'
import { SchemeChoice } from './http/scheme-choice.ts'
import type { TargetOptions } from './http/target.ts'

/** The implementation under test: where it is, what it needs, and how to close it. */
export interface Subject extends Omit<TargetOptions, 'schemes'> {
  /** The security schemes to use. Default: the first alternative that the implementation accepts. */
  readonly schemes?: readonly string[] | undefined
  readonly fixtures?: Fixtures | undefined
  close?(): Promise<void>
}

/**
 * Returns the target of a subject. Like the command line, it uses the proxy of the environment, but not for this machine.
 *
 * @throws UsageError for a subject that lacks what the description needs, which plain JavaScript does not notice
 */
export function targetOf(description: Description, subject: Subject): TargetOptions {
  const { baseUrl, apiKey, client, credentials = {}, schemes = [], tokenUrl, tls } = subject
  if (!isWebUrl(baseUrl)) {
    throw new UsageError(
      'describeContract: `subject` must be { baseUrl, apiKey, … }, or a function that returns a promise of it. `baseUrl` must be an http or https URL.',
    )
  }
  const known = schemeNames(description)
  const unknown = [...schemes, ...Object.keys(credentials)].find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new UsageError(
      `describeContract: the description has no security scheme \`${unknown}\`. ${known.length === 0 ? 'It has none.' : `Its schemes are ${known.join(', ')}.`}`,
    )
  const endpoint = tokenUrl === undefined ? undefined : new URL(tokenUrl)
  const fetched = client === undefined ? [] : tokenSchemes(description, endpoint)
  if ((apiKey ?? '') === '' && needsApiKey(description, [...Object.keys(credentials), ...fetched], schemes))
    throw new UsageError(
      'describeContract: `subject` needs `apiKey`, or `credentials` or `client` for the security schemes of the description.',
    )
  try {
    if (tls !== undefined) createContext(tls)
  } catch (error) {
    throw new UsageError(`describeContract: \`tls\` is not valid: ${(error as Error).message}.`)
  }
  const usual = isLoopback(new URL(baseUrl).hostname) ? undefined : process.env
  return { ...subject, proxy: subject.proxy ?? usual, schemes: new SchemeChoice(schemes) }
}

function isWebUrl(value: unknown): value is string | URL {
  return (
    (typeof value === 'string' || value instanceof URL) &&
    URL.canParse(value) &&
    /^https?:$/.test(new URL(value).protocol)
  )
}
