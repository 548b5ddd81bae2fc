import type { Operation, Security, SecurityRequirement, SecurityScheme } from '../../description/index.ts'
import type { Account } from './target.ts'

/** One part of a credential: the parameter that carries it, and how a report may show it. */
export interface CredentialPart {
  readonly in: 'header' | 'query' | 'cookie'
  readonly name: string
  readonly value: string
  /** What a shell makes `value` from, to stand in double quotes: `Bearer $API_KEY`. It never holds a secret. */
  readonly shell: string
}

/** A credential as it goes out. */
export interface Credential {
  readonly parts: readonly CredentialPart[]
  /** What must never come back in a response. */
  readonly secrets: readonly string[]
}

export const NO_CREDENTIAL: Credential = { parts: [], secrets: [] }

/** What a requirement asks of an account: every scheme's credential, as one. */
export function credentialFor(requirement: SecurityRequirement, account: Account): Credential {
  return combineCredentials(requirement.map((security) => schemeCredential(security, account)))
}

/** The account's credential for one scheme. */
export function schemeCredential(security: Security, account: Account): Credential {
  const { apiKey, shell } = account(security.name)
  return credential(security, apiKey, shell)
}

/** Credentials that are sent together. */
export function combineCredentials(credentials: readonly Credential[]): Credential {
  return {
    parts: credentials.flatMap(({ parts }) => parts),
    secrets: credentials.flatMap(({ secrets }) => secrets),
  }
}

/**
 * `apiKey` as a security scheme wants it. OAuth 2 and OpenID Connect take it as the access token (RFC 6750).
 *
 * HTTP Basic: `x-credentials` says where it goes; without it, `user:password` is taken as it is and a key without
 * a colon is the user name, with an empty password.
 *
 * @param shell what a shell makes `apiKey` from
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

/** Every scheme that an operation takes, each once. */
export function schemesOf({ security }: Operation): Security[] {
  return [...new Map(security.flat().map((scheme) => [scheme.name, scheme])).values()]
}

/** Whether an operation needs credentials: `{}` among the alternatives makes them optional. */
export function requiresCredentials({ security }: Operation): boolean {
  return security.length > 0 && security.every((requirement) => requirement.length > 0)
}

/** Whether a scheme is carried by a request: a certificate belongs to the connection. */
export function isSentInRequest({ scheme }: Security): boolean {
  return scheme.type !== 'mutualTLS'
}

/** The requirement that a plain request fulfils: the first that asks for something which a request can carry. */
export function preferredRequirement({ security }: Operation): SecurityRequirement {
  const asking = security.filter((requirement) => requirement.length > 0)
  return asking.find((requirement) => requirement.every(isSentInRequest)) ?? asking[0] ?? []
}

/** An `Authorization` header given whole. */
export function authorization(value: string, shell: string, secrets: readonly string[] = []): Credential {
  return { parts: [{ in: 'header', name: 'Authorization', value, shell }], secrets }
}

/** A credential with another name for its authentication scheme. */
export function withSchemeName({ parts, secrets }: Credential, name: string): Credential {
  const rename = (text: string): string => text.replace(/^\S+/, name)
  return {
    parts: parts.map((part) => ({ ...part, value: rename(part.value), shell: rename(part.shell) })),
    secrets,
  }
}

/** The name of an HTTP authentication scheme, with a capital. */
export function schemeName(scheme: SecurityScheme): string {
  const name = scheme.type === 'http' ? (scheme.scheme ?? 'basic') : 'bearer'
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** What a shell makes the same from; `base64` breaks lines, here and there. */
export function base64InShell(shell: string): string {
  return `$(printf %s "${shell}" | base64 | tr -d '\\n')`
}

/** @param shell stands for the key in the pair that is returned */
function basicPair(security: Security, apiKey: string, shell = apiKey): string {
  const extension = security.scheme['x-credentials']
  if (extension === undefined && apiKey.includes(':')) return shell
  const fill = (template: string): string => template.replaceAll('$apiKey', () => shell)
  return `${fill(extension?.username ?? '$apiKey')}:${fill(extension?.password ?? '')}`
}
