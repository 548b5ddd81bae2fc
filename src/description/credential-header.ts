import type { SecurityScheme } from './openapi.ts'

/** The header in which a scheme sends its credential, and the form of the credential. */
export interface CredentialHeader {
  readonly name: string
  readonly form: string
}

/** Returns the header of a scheme. Undefined if it sends its credential elsewhere. */
export function credentialHeader({
  type,
  in: location,
  name,
  scheme,
}: SecurityScheme): CredentialHeader | undefined {
  if (type === 'apiKey') return location === 'header' ? { name: String(name), form: 'a key' } : undefined
  if (type === 'http') return { name: 'Authorization', form: String(scheme).toLowerCase() }
  return type === 'oauth2' || type === 'openIdConnect' ? { name: 'Authorization', form: 'bearer' } : undefined
}
