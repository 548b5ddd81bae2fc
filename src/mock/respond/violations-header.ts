import type { RequestViolation } from '../read/violation.ts'

/** A violation in words, for people. */
export function describeViolation(violation: RequestViolation): string {
  const where = [violation.in, violation.name ?? violation.pointer].filter(
    (part) => part !== undefined && part !== '',
  )
  return `${where.join(' ')}: ${violation.keyword}`
}

/** Prism's own header for what is wrong with a request, `sl-violations`: whoever looks can tell why it was refused. */
export function violationsHeader(violation: RequestViolation): string {
  const path =
    violation.pointer?.split('/').slice(1) ?? (violation.name === undefined ? [] : [violation.name])
  const location = ['request', violation.in, ...path]
  const entry = [
    { location, severity: 'Error', code: violation.keyword, message: describeViolation(violation) },
  ]
  // A header is ASCII (RFC 9110, section 5.5); the name of a property that was sent can be anything.
  const ascii = JSON.stringify(entry).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return ascii.length > 2000 ? '[]' : ascii
}
