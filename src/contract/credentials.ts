import type { Security } from '../description/index.ts'

/** A credential as it goes out, and how a report may show it. */
export interface Credential {
  /** The header or query parameter that carries it; undefined where nothing is sent. */
  readonly place: { in: 'header' | 'query' | 'cookie'; name: string; value: string } | undefined
  /** The curl option that stands for it; never holds a secret. */
  readonly curl: string
  /** What must never come back in a response. */
  readonly secrets: readonly string[]
}

export const NO_CREDENTIAL: Credential = { place: undefined, curl: '', secrets: [] }

/**
 * `apiKey` as the security scheme wants it.
 *
 * HTTP Basic: `x-credentials` says where it goes; without it, `user:password` is taken as it is and a key without
 * a colon is the user name, with an empty password.
 *
 * @param variable the shell variable that stands for it in curl lines
 */
export function credential(security: Security, apiKey: string, variable = '$API_KEY'): Credential {
  const { scheme } = security
  if (scheme.type === 'apiKey') {
    const name = scheme.name ?? ''
    return {
      place: { in: scheme.in ?? 'header', name, value: apiKey },
      curl: scheme.in === 'header' ? `-H "${name}: ${variable}"` : '',
      secrets: [apiKey],
    }
  }
  if (scheme.scheme?.toLowerCase() === 'basic') {
    const pair = basicPair(security, apiKey)
    const encoded = Buffer.from(pair).toString('base64')
    const shown = pair === apiKey ? variable : pair.replaceAll(apiKey, variable)
    return {
      place: { in: 'header', name: 'Authorization', value: `Basic ${encoded}` },
      curl: `-u "${shown}"`,
      secrets: [apiKey, encoded],
    }
  }
  return {
    place: { in: 'header', name: 'Authorization', value: `Bearer ${apiKey}` },
    curl: `-H "Authorization: Bearer ${variable}"`,
    secrets: [apiKey],
  }
}

function basicPair(security: Security, apiKey: string): string {
  const placed = security.scheme['x-credentials']
  if (placed === undefined && apiKey.includes(':')) return apiKey
  const user = (placed?.username ?? '$apiKey').replaceAll('$apiKey', apiKey)
  const password = (placed?.password ?? '').replaceAll('$apiKey', apiKey)
  return `${user}:${password}`
}

/** An `Authorization` header given whole; `shown` is what a curl line prints for it. */
export function rawAuthorization(value: string, shown: string, secrets: readonly string[] = []): Credential {
  return {
    place: { in: 'header', name: 'Authorization', value },
    curl: `-H "Authorization: ${shown}"`,
    secrets,
  }
}
