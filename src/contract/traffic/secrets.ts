import type { Description } from '../../description/index.ts'
import type { SecretOptions } from '../../har/index.ts'

/** Returns what a description says about secrets: the names of API keys and passwords, and how keys begin. */
export function secretsOf({ document, operations }: Description): SecretOptions {
  const schemes = operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme))
  const passwords = passwordNames(document)
  return {
    names: [
      ...new Set([
        ...schemes.flatMap((scheme) => (scheme.type === 'apiKey' ? (scheme.name ?? []) : [])),
        ...passwords,
      ]),
    ],
    prefixes: [
      ...new Set(
        schemes.flatMap((scheme) =>
          (scheme['x-credentials']?.rejected ?? []).flatMap(({ prefix }) => prefix ?? []),
        ),
      ),
    ],
  }
}

/** Returns the names of the properties and parameters that are passwords (`format: password`). */
function passwordNames(document: object): string[] {
  const names = new Set<string>()
  JSON.stringify(document, (name, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'format' in value && value.format === 'password')
      names.add('name' in value && typeof value.name === 'string' ? value.name : name)
    return value
  })
  names.delete('schema')
  return [...names]
}
