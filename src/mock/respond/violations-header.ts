import type { RequestViolation } from '../read/violation.ts'

/** Returns a violation as text. */
export function describeViolation(violation: RequestViolation): string {
  const where = [violation.in, violation.name ?? violation.pointer].filter(
    (part) => part !== undefined && part !== '',
  )
  return `${where.join(' ')}: ${violation.keyword}`
}

/** Returns the value of `sl-violations`, Prism's header for the reason why a request was rejected. */
export function violationsHeader(violation: RequestViolation): string {
  const path =
    violation.pointer?.split('/').slice(1) ?? (violation.name === undefined ? [] : [violation.name])
  const location = ['request', violation.in, ...path]
  return headerFor([
    { location, severity: 'Error', code: violation.keyword, message: describeViolation(violation) },
  ])
}

/** Returns the value of `sl-violations` for a part of a response that the mock cannot make. */
export function responseViolationsHeader(part: string, message: string): string {
  return headerFor([{ location: ['response', part], severity: 'Error', code: 'schema', message }])
}

function headerFor(entry: readonly object[]): string {
  // A header is ASCII (RFC 9110, section 5.5). The name of a property in the request can be any text.
  const ascii = JSON.stringify(entry).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return ascii.length > 2000 ? '[]' : ascii
}
