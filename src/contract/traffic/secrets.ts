import type { Description, Operation } from '../../description/index.ts'
import { isSecretName } from '../../har/index.ts'
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
    paths: operations.flatMap((operation) => secretPaths(operation, operations, passwords)),
  }
}

/**
 * Returns patterns for the path parameters that are secret, such as the token of `/resets/{token}`. They do not match
 * `/resets/latest` if that is another path.
 */
function secretPaths(
  { path, parameters }: Operation,
  operations: readonly Operation[],
  passwords: readonly string[],
): RegExp[] {
  return parameters.flatMap(({ object: { in: location, name } }): RegExp[] => {
    if (location !== 'path' || !(isSecretName(name) || passwords.includes(name))) return []
    const [before = '', after = ''] = path.split(`{${name}}`)
    // Without a text before it, any path would end with the parameter.
    if (!/[^/]/.test(before.replaceAll(/\{[^}]+\}/g, ''))) return []
    const at = before.split('/').length - 1
    const texts = operations.map((one) => one.path.split('/')[at] ?? '').filter((one) => /^[^{]+$/.test(one))
    const others = [...new Set(texts)].map((text) => `(?!${patternOf(text)}(?:[/?#]|$))`).join('')
    return [new RegExp(`(?<=${patternOf(before)})${others}[^/?#]+(?=${patternOf(after)}(?:[?#]|$))`)]
  })
}

function patternOf(template: string): string {
  const parts = template.split(/\{[^}]+\}/)
  return parts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('[^/?#]+')
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
