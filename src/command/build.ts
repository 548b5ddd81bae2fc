/** Set when the package is built: a digest of its sources. */
declare const OPENAPI_CONTRACTS_BUILD: string | undefined

/** The digest of the sources that the package was built from. Undefined in the clone, which runs its sources. */
export const build: string | undefined =
  typeof OPENAPI_CONTRACTS_BUILD === 'string' ? OPENAPI_CONTRACTS_BUILD : undefined

/** Returns how a person calls a command: by the scripts of the clone, or by the name of the package. */
export function callOf(command: string, args = ''): string {
  const [call, separator] = build === undefined ? ['npm run', ' -- '] : ['npx openapi-contracts', ' ']
  return args === '' ? `${call} ${command}` : `${call} ${command}${separator}${args}`
}
