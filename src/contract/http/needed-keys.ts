import type { Description } from '../../description/index.ts'
import { isSentInRequest, requiresCredentials, schemesOf } from './credentials.ts'
import { isTokenScheme } from './token-sources.ts'

/** Returns the names of the security schemes that operations use. */
export function schemeNames({ operations }: Description): string[] {
  return [...new Set(operations.flatMap((operation) => schemesOf(operation).map(({ name }) => name)))]
}

/** Returns the schemes whose tokens a client can fetch. */
export function tokenSchemes({ operations }: Description, tokenUrl: URL | undefined): string[] {
  return operations
    .flatMap(schemesOf)
    .filter(({ scheme }) => isTokenScheme(scheme, tokenUrl))
    .map(({ name }) => name)
}

/** Returns whether an operation requires a credential that is not given by the name of its scheme. */
export function needsApiKey(
  { operations }: Description,
  known: readonly string[],
  schemes: readonly string[],
): boolean {
  return operations.some((operation) => {
    if (!requiresCredentials(operation)) return false
    const chosen = operation.security.filter((all) => all.some(({ name }) => schemes.includes(name)))
    const alternatives = chosen.length > 0 ? chosen : operation.security
    return !alternatives.some((requirement) =>
      requirement.every((scheme) => !isSentInRequest(scheme) || known.includes(scheme.name)),
    )
  })
}
