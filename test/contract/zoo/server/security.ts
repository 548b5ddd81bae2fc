import type { Document, Place } from './document.ts'
import type { Sent } from './parameters.ts'
import { decoded } from './meanings.ts'

/** Whether a request carries what one of the operation's requirements, or of the description's, asks for. */
export function isWelcome(document: Document, operation: Place, sent: Sent, key: string): boolean {
  const requirements = (operation.part['security'] ?? document.root['security'] ?? []) as object[]
  const schemes = (requirement: object): Place[] =>
    Object.keys(requirement).map((name) => document.find(`/components/securitySchemes/${name}`))
  return (
    requirements.length === 0 ||
    requirements.some((requirement) => schemes(requirement).every((scheme) => opens(scheme, sent, key)))
  )
}

function opens({ part }: Place, { query, cookies, headers }: Sent, key: string): boolean {
  const { type, scheme, in: place, name } = part as Record<string, string | undefined>
  // The connection itself shows the certificate: it was asked for before there was a request.
  if (type === 'mutualTLS') return true
  if (type === 'apiKey') {
    const given = {
      query: query.filter(([other]) => decoded(other) === name).map(([, text]) => decoded(text)),
      cookie: cookies.filter(([other]) => other === name).map(([, text]) => text),
      header: [headers[(name ?? '').toLowerCase()]].flat(),
    }[place ?? '']
    return given?.includes(key) === true
  }
  const [word = '', ...more] = (headers['authorization'] as string | undefined)?.split(' ') ?? []
  const given = more.join(' ')
  if (scheme?.toLowerCase() !== 'basic') return word.toLowerCase() === 'bearer' && given === key
  return word.toLowerCase() === 'basic' && Buffer.from(given, 'base64').toString() === `${key}:`
}
