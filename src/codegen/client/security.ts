import type { ClientSource } from './source.ts'

/** The header that the API key goes into, and what of the runtime writes it there. */
export interface ClientSecurity {
  readonly header: string
  readonly reader: 'basic' | 'bearer' | 'plain'
  /** The name of the security scheme. */
  readonly scheme: string
}

/**
 * How the API wants its key; undefined where it wants none.
 *
 * @throws DescriptionError where the client cannot do that
 */
export function securityOf(source: ClientSource): ClientSecurity | undefined {
  const requirements = source.operations.flatMap(({ security }) => security.slice(0, 1))
  const [first, second] = requirements.find((schemes) => schemes.length > 0) ?? []
  if (first === undefined) return undefined
  if (second !== undefined)
    throw source.problem(
      first.pointer,
      `The client sends one credential; \`${first.name}\` and \`${second.name}\` are needed together.`,
    )
  const { type, in: location, name } = first.scheme
  const httpScheme = first.scheme.scheme?.toLowerCase()
  const scheme = first.name
  if (type === 'http' && httpScheme === 'basic') return { header: 'Authorization', reader: 'basic', scheme }
  if (type === 'apiKey' && location === 'header' && name !== undefined)
    return { header: name, reader: 'plain', scheme }
  const isBearer =
    type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && httpScheme === 'bearer')
  if (isBearer) return { header: 'Authorization', reader: 'bearer', scheme }
  throw source.problem(
    first.pointer,
    'The client can send a key as Basic, Bearer or in a header of its own only.',
  )
}
