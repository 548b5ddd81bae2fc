import type { Operation, Security, SecurityRequirement, SecurityScheme } from '../../description/index.ts'
import type { Account } from './target.ts'

/** One part of a credential: the parameter that carries it, and its form in a report. */
export interface CredentialPart {
  readonly in: 'header' | 'query' | 'cookie'
  readonly name: string
  readonly value: string
  /** The shell text for `value`, without the secret, for use in double quotes: `Bearer $API_KEY`. */
  readonly shell: string
}

/** A credential as it is sent. */
export interface Credential {
  readonly parts: readonly CredentialPart[]
  /** Values that no response may contain. */
  readonly secrets: readonly string[]
}

export const NO_CREDENTIAL: Credential = { parts: [], secrets: [] }

/** Returns an account's credentials for all schemes of a requirement, as one. */
export function credentialFor(requirement: SecurityRequirement, account: Account): Credential {
  return combineCredentials(requirement.map((security) => schemeCredential(security, account)))
}

/** Returns an account's credential for one scheme. */
export function schemeCredential(security: Security, account: Account): Credential {
  const { apiKey, shell } = account(security.name)
  return credential(security, apiKey, shell)
}

/** Combines credentials that are sent together. */
export function combineCredentials(credentials: readonly Credential[]): Credential {
  return {
    parts: credentials.flatMap(({ parts }) => parts),
    secrets: credentials.flatMap(({ secrets }) => secrets),
  }
}

/**
 * Returns `apiKey` in the form of a security scheme. OAuth 2 and OpenID Connect use it as the access token (RFC 6750).
 *
 * HTTP Basic: `x-credentials` places the key. Without it, `user:password` is used as given, and a key without a colon is
 * the user name, with an empty password.
 *
 * @param shell the shell text for `apiKey`
 */
export function credential(security: Security, apiKey: string, shell = '$API_KEY'): Credential {
  const { scheme } = security
  if (!isSentInRequest(security)) return NO_CREDENTIAL
  if (scheme.type === 'apiKey') {
    const part = { in: scheme.in ?? 'header', name: scheme.name ?? '', value: apiKey, shell }
    return { parts: [part], secrets: [apiKey] }
  }
  const name = schemeName(scheme)
  if (name !== 'Basic') return authorization(`${name} ${apiKey}`, `${name} ${shell}`, [apiKey])
  const pair = basicPair(security, apiKey)
  const encoded = base64(pair)
  const shown = basicPair(security, apiKey, shell)
  return authorization(`Basic ${encoded}`, `Basic ${base64InShell(shown)}`, [apiKey, encoded])
}

/** Returns every security scheme of an operation once. */
export function schemesOf({ security }: Operation): Security[] {
  return [...new Map(security.flat().map((scheme) => [scheme.name, scheme])).values()]
}

/** Returns whether an operation requires credentials: `{}` among the alternatives makes them optional. */
export function requiresCredentials({ security }: Operation): boolean {
  return security.length > 0 && security.every((requirement) => requirement.length > 0)
}

/** Returns whether a request carries the scheme's credential. A certificate belongs to the connection. */
export function isSentInRequest({ scheme }: Security): boolean {
  return scheme.type !== 'mutualTLS'
}

/** Returns the requirement that a plain request satisfies: the first whose credentials a request can carry. */
export function preferredRequirement({ security }: Operation): SecurityRequirement {
  const nonEmpty = security.filter((requirement) => requirement.length > 0)
  return nonEmpty.find((requirement) => requirement.every(isSentInRequest)) ?? nonEmpty[0] ?? []
}

/** Returns a complete `Authorization` header as a credential. */
export function authorization(value: string, shell: string, secrets: readonly string[] = []): Credential {
  return { parts: [{ in: 'header', name: 'Authorization', value, shell }], secrets }
}

/** Replaces the name of the authentication scheme in a credential. */
export function withSchemeName({ parts, secrets }: Credential, name: string): Credential {
  const rename = (text: string): string => text.replace(/^\S+/, name)
  return {
    parts: parts.map((part) => ({ ...part, value: rename(part.value), shell: rename(part.shell) })),
    secrets,
  }
}

/** Returns the name of an HTTP authentication scheme, with a capital letter. */
export function schemeName(scheme: SecurityScheme): string {
  const name = scheme.type === 'http' ? (scheme.scheme ?? 'basic') : 'bearer'
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** Returns the shell text for Base64. Some versions of `base64` break lines. */
export function base64InShell(shell: string): string {
  return `$(printf %s "${shell}" | base64 | tr -d '\\n')`
}

/** @param shell replaces the key in the returned pair */
function basicPair(security: Security, apiKey: string, shell = apiKey): string {
  const extension = security.scheme['x-credentials']
  if (extension === undefined && apiKey.includes(':')) return shell
  const fill = (template: string): string => template.replaceAll('$apiKey', () => shell)
  return `${fill(extension?.username ?? '$apiKey')}:${fill(extension?.password ?? '')}`
}

/**
 * Returns passwords with which the right key is rejected, as templates: `$apiKey` is the key. The list is empty unless
 * `x-credentials` says which password there is, and that the API does not ignore it.
 */
export function wrongPasswords(scheme: SecurityScheme): string[] {
  const { username, password, anyPassword = false } = scheme['x-credentials'] ?? {}
  const isBasic = scheme.type === 'http' && schemeName(scheme) === 'Basic'
  if (!isBasic || anyPassword || password === undefined || username?.includes('$apiKey') !== true) return []
  // A password may begin with a colon: only the first one of the pair separates (RFC 7617, section 2).
  return ['x', ' ', ':x', '$apiKey', ''].filter(
    (other) => other !== password && !password.includes('$apiKey'),
  )
}

/** Returns HTTP Basic credentials with a key and a password. @param shell the shell text for `apiKey` */
export function withPassword(
  { scheme }: Security,
  { apiKey, shell }: { readonly apiKey: string; readonly shell: string },
  password: string,
): Credential {
  const { username = '$apiKey' } = scheme['x-credentials'] ?? {}
  const pair = `${username}:${password}`
  const encoded = base64(pair.replaceAll('$apiKey', () => apiKey))
  const shown = base64InShell(pair.replaceAll('$apiKey', () => shell))
  return authorization(`Basic ${encoded}`, `Basic ${shown}`, [apiKey, encoded])
}
