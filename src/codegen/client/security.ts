import type { ClientSource } from './source.ts'

/** The header that carries the API key, and the function of the runtime that encodes it. */
export interface ClientSecurity {
  readonly header: string
  readonly encoder: 'basic' | 'bearer' | 'plain'
  /** The name of the security scheme. */
  readonly scheme: string
}

/**
 * Returns how the API key is sent, or undefined if no operation needs one.
 *
 * @throws DescriptionError for a security scheme that the client does not support
 */
export function securityOf(source: ClientSource): ClientSecurity | undefined {
  const requirements = source.operations.flatMap(({ security }) => security.slice(0, 1))
  const [first, second] = requirements.find((schemes) => schemes.length > 0) ?? []
  if (first === undefined) return undefined
  if (second !== undefined)
    throw source.problem(
      first.pointer,
      `The client sends one credential only. The description requires \`${first.name}\` and \`${second.name}\` together.`,
    )
  const { type, in: location, name } = first.scheme
  const httpScheme = first.scheme.scheme?.toLowerCase()
  const scheme = first.name
  if (type === 'http' && httpScheme === 'basic') return { header: 'Authorization', encoder: 'basic', scheme }
  if (type === 'apiKey' && location === 'header' && name !== undefined)
    return { header: name, encoder: 'plain', scheme }
  const isBearer =
    type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && httpScheme === 'bearer')
  if (isBearer) return { header: 'Authorization', encoder: 'bearer', scheme }
  throw source.problem(
    first.pointer,
    'The client sends the API key as HTTP Basic, as a bearer token or in its own header only.',
  )
}
