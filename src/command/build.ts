/** Set when the package is built: a digest of its sources. */
declare const OPENAPI_CONTRACTS_BUILD: string | undefined

/** The digest of the sources that the package was built from. Undefined in the clone, which runs its sources. */
export const build: string | undefined =
  typeof OPENAPI_CONTRACTS_BUILD === 'string' ? OPENAPI_CONTRACTS_BUILD : undefined

/** Set when the package is built. */
declare const OPENAPI_CONTRACTS_VERSION: string | undefined

/** The version of the package. The clone has no version of its own. */
export const version: string =
  typeof OPENAPI_CONTRACTS_VERSION === 'string' ? OPENAPI_CONTRACTS_VERSION : 'not released (a clone)'

/** The commands without a script of their own in the clone. Its `npm run lint` checks the code too. */
const WITHOUT_SCRIPT = new Set(['lint'])

/** Returns how a person calls a command: by the scripts of the clone, or by the name of the package. */
export function callOf(command: string, args = ''): string {
  const [call, separator] =
    build !== undefined
      ? ['npx openapi-contracts', ' ']
      : WITHOUT_SCRIPT.has(command)
        ? ['node src/main.js', ' ']
        : ['npm run', ' -- ']
  return args === '' ? `${call} ${command}` : `${call} ${command}${separator}${args}`
}
