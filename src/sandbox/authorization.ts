import { header, type ReceivedRequest } from './request.ts'

/** The content of an `Authorization` header. */
export type Credentials =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string }

/**
 * Parses the `Authorization` header: Basic (RFC 7617) or Bearer (RFC 6750). The scheme is case-insensitive (RFC 9110,
 * section 11.1).
 *
 * @returns 'missing' without the header, 'malformed' for another scheme, invalid credentials or a repeated header.
 */
export function readAuthorization(request: ReceivedRequest): Credentials | 'missing' | 'malformed' {
  const values = header(request, 'authorization')
  const [value] = values
  if (value === undefined || value === '') return 'missing'
  const match = /^(\w+) +([^ ]+) *$/.exec(value)
  if (values.length > 1 || match === null) return 'malformed'
  const [, scheme = '', rest = ''] = match
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', token: rest }
  if (scheme.toLowerCase() !== 'basic') return 'malformed'
  if (rest.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(rest)) return 'malformed'
  const pair = Buffer.from(rest, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  if (colon === -1) return 'malformed'
  return { scheme: 'basic', username: pair.slice(0, colon), password: pair.slice(colon + 1) }
}
