import type { Document, DescriptionNode } from './document.ts'
import type { SentRequest } from './parameters.ts'
import { decoded } from './candidates.ts'

/** Returns whether a request fulfills a security requirement of the operation or of the description. */
export function isAuthorized(
  document: Document,
  operation: DescriptionNode,
  sent: SentRequest,
  key: string,
): boolean {
  const requirements = (operation.part['security'] ?? document.root['security'] ?? []) as object[]
  const schemes = (requirement: object): DescriptionNode[] =>
    Object.keys(requirement).map((name) => document.find(`/components/securitySchemes/${name}`))
  return (
    requirements.length === 0 ||
    requirements.some((requirement) =>
      schemes(requirement).every((scheme) => satisfiesScheme(scheme, sent, key)),
    )
  )
}

function satisfiesScheme(
  { part }: DescriptionNode,
  { query, cookies, headers }: SentRequest,
  key: string,
): boolean {
  const { type, scheme, in: location, name } = part as Record<string, string | undefined>
  // A client certificate belongs to the connection.
  if (type === 'mutualTLS') return true
  if (type === 'apiKey') {
    const given = {
      query: query.filter(([other]) => decoded(other) === name).map(([, text]) => decoded(text)),
      cookie: cookies.filter(([other]) => other === name).map(([, text]) => text),
      header: [headers[(name ?? '').toLowerCase()]].flat(),
    }[location ?? '']
    return given?.includes(key) === true
  }
  const [word = '', ...more] = (headers['authorization'] as string | undefined)?.split(' ') ?? []
  const given = more.join(' ')
  if (scheme?.toLowerCase() !== 'basic') return word.toLowerCase() === 'bearer' && given === key
  return word.toLowerCase() === 'basic' && Buffer.from(given, 'base64').toString() === `${key}:`
}
