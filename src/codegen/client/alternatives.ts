import type { Operation, Security } from '../../description/index.ts'

/** Whether the client can send the credential of a security scheme. */
export function isSendable({ scheme }: Security): boolean {
  if (scheme.type === 'apiKey')
    return scheme.name !== undefined && ['header', 'query', 'cookie'].includes(scheme.in ?? '')
  return ['http', 'oauth2', 'openIdConnect', 'mutualTLS'].includes(scheme.type)
}

/** Returns the alternatives of an operation that the client can send. */
export function alternativesOf({ security }: Operation): readonly (readonly Security[])[] {
  return security.filter((schemes) => schemes.every(isSendable))
}

/** Whether an API key is the user name of HTTP Basic, without a password, by `x-credentials`. */
export function isBasicKey({ scheme }: Security): boolean {
  const { username, password } = scheme['x-credentials'] ?? {}
  const isBasic = scheme.type === 'http' && scheme.scheme?.toLowerCase() === 'basic'
  return isBasic && username === '$apiKey' && password === ''
}
