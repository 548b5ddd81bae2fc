import type { Description, Operation, Security, SecurityScheme } from '../description/index.ts'

/** A credential as it goes out, and how a report may show it. */
export interface Credential {
  /** The parameter that carries it; undefined where nothing is sent. */
  readonly place: { in: 'header' | 'query' | 'cookie'; name: string; value: string } | undefined
  /**
   * What a shell makes `place.value` from, to stand in double quotes: `Bearer $API_KEY`. It never holds a secret.
   */
  readonly shell: string
  /** What must never come back in a response. */
  readonly secrets: readonly string[]
}

export const NO_CREDENTIAL: Credential = { place: undefined, shell: '', secrets: [] }

/**
 * `apiKey` as the security scheme wants it. OAuth 2 and OpenID Connect take it as the access token (RFC 6750).
 *
 * HTTP Basic: `x-credentials` says where it goes; without it, `user:password` is taken as it is and a key without
 * a colon is the user name, with an empty password.
 *
 * @param shell what a shell makes `apiKey` from
 */
export function credential(security: Security, apiKey: string, shell = '$API_KEY'): Credential {
  const { scheme } = security
  if (scheme.type === 'mutualTLS') return NO_CREDENTIAL
  if (scheme.type === 'apiKey') {
    const place = { in: scheme.in ?? 'header', name: scheme.name ?? '', value: apiKey }
    return { place, shell, secrets: [apiKey] }
  }
  const name = schemeName(scheme)
  if (name !== 'Basic') return authorization(`${name} ${apiKey}`, `${name} ${shell}`, [apiKey])
  const pair = basicPair(security, apiKey)
  const encoded = base64(pair)
  const shown = basicPair(security, apiKey, shell)
  return authorization(`Basic ${encoded}`, `Basic ${base64InShell(shown)}`, [apiKey, encoded])
}

/** Whether an operation needs credentials: `{}` among the alternatives makes them optional. */
export function isGuarded(operation: Operation, { document }: Description): boolean {
  const alternatives = operation.object.security ?? document.security ?? []
  return operation.security.length > 0 && alternatives.every((one) => Object.keys(one).length > 0)
}

/** An `Authorization` header given whole. */
export function authorization(value: string, shell: string, secrets: readonly string[] = []): Credential {
  return { place: { in: 'header', name: 'Authorization', value }, shell, secrets }
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
  const placed = security.scheme['x-credentials']
  if (placed === undefined && apiKey.includes(':')) return shell
  const fill = (template: string): string => template.replaceAll('$apiKey', () => shell)
  return `${fill(placed?.username ?? '$apiKey')}:${fill(placed?.password ?? '')}`
}
