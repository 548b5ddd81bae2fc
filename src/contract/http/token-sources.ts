import { UsageError } from '../../command/index.ts'
import type { Description, SecurityScheme } from '../../description/index.ts'
import { schemesOf } from './credentials.ts'
import { UnreachableError } from './errors.ts'
import type { Secrets } from './secrets.ts'
import { variableOf } from './target.ts'
import type { Target } from './target.ts'
import { requestToken } from './token-request.ts'
import { Tokens } from './tokens.ts'
import type { TokenSource } from './tokens.ts'

/** How often an endpoint that does not respond is tried. */
const ATTEMPTS = 3

/**
 * Returns the tokens of a run. Nothing is sent to a host that the user did not name.
 *
 * @throws UsageError if the description has no such scheme, or if it names a token endpoint at another host
 */
export function tokensFor(description: Description, target: Target, secrets: Secrets): Tokens {
  const { client } = target
  if (client === undefined) return new Tokens()
  const sources = sourcesOf(description, target)
  if (sources.length === 0)
    throw new UsageError(
      'The client id needs a security scheme with the OAuth 2 flow `clientCredentials`. The description has none: add it, or give --token-url.',
    )
  return new Tokens(sources, async (source) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const token = await requestToken(source, client, target)
        secrets.add([token.text], variableOf(source.scheme))
        return token
      } catch (error) {
        const message = secrets.mask((error as Error).message)
        if (!(error instanceof UnreachableError)) throw new UsageError(message)
        if (attempt === ATTEMPTS) throw new UsageError(`Cannot run: the token endpoint: ${message}.`)
      }
    }
  })
}

function sourcesOf(description: Description, target: Target): TokenSource[] {
  const { tokenUrl, baseUrl, credentials } = target
  const schemes = new Map(
    description.operations.flatMap((operation) =>
      schemesOf(operation).map(({ name, scheme }) => [name, scheme] as const),
    ),
  )
  return [...schemes].flatMap(([scheme, object]): TokenSource[] => {
    if (credentials[scheme] !== undefined) return []
    if (!isTokenScheme(object, tokenUrl)) return []
    const url = tokenUrl ?? resolveUrl(object.flows?.clientCredentials?.tokenUrl ?? '', baseUrl)
    return [{ scheme, url, scopes: scopesOf(description, scheme) }]
  })
}

/** Returns whether a client can fetch the tokens of a scheme. The user may name an endpoint that is not described. */
export function isTokenScheme({ type, flows }: SecurityScheme, tokenUrl: URL | undefined): boolean {
  if (type !== 'oauth2' && type !== 'openIdConnect') return false
  return flows?.clientCredentials?.tokenUrl !== undefined || tokenUrl !== undefined
}

function resolveUrl(described: string, baseUrl: URL): URL {
  if (!URL.canParse(described, baseUrl))
    throw new UsageError(`\`tokenUrl\` is not a URL: \`${described}\`. Give the right one with --token-url.`)
  const url = new URL(described, baseUrl)
  if (url.origin === baseUrl.origin) return url
  throw new UsageError(
    `The description names a token endpoint at another host than the base URL. To use it, give --token-url ${url.href}`,
  )
}

/** Returns all scopes that operations require of a scheme. */
function scopesOf({ document, operations }: Description, scheme: string): string[] {
  const scopes = operations.flatMap(({ object }) =>
    (object.security ?? document.security ?? []).flatMap((requirement) => requirement[scheme] ?? []),
  )
  return [...new Set(scopes)]
}
