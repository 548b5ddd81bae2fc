import { isUtf8 } from 'node:buffer'
import type { Credentials, Operation, SecurityScheme } from '../../description/index.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'
import type { RequestViolation } from './violation.ts'

/** The sender of a request. Its id is made from the credentials; empty if no credentials are required. */
export interface Caller {
  readonly id: string
}

type CredentialResult = { secret: string } | { keyword: string }

/**
 * Returns a function that reads the credentials of a request.
 *
 * A credential is rejected if it equals one of the `rejected` of `x-credentials` or begins with its `prefix`. Otherwise
 * it must be one of `apiKeys`. If that list is empty, every well-formed credential is accepted.
 */
export function securityReader(
  operation: Operation,
  apiKeys: readonly string[],
): (request: MockRequest) => Caller | RequestViolation {
  const alternatives = operation.security.map((requirement) => requirement.map(({ scheme }) => scheme))
  const anonymous = alternatives.length === 0 || alternatives.some((schemes) => schemes.length === 0)

  return (request) => {
    const failedKeywords: string[] = []
    for (const schemes of alternatives) {
      if (schemes.length === 0) continue
      const outcomes = schemes.map((scheme) => checkCredential(scheme, readSecret(scheme, request), apiKeys))
      const secrets = outcomes.flatMap((outcome) => ('secret' in outcome ? [outcome.secret] : []))
      if (secrets.length === outcomes.length) return { id: callerId(secrets) }
      failedKeywords.push(...outcomes.flatMap((outcome) => ('keyword' in outcome ? [outcome.keyword] : [])))
    }
    // The most specific keyword is used: a credential that one scheme cannot read can be meant for another scheme.
    const rejected = failedKeywords.find((keyword) => !GENERAL_KEYWORDS.includes(keyword))
    const keyword = rejected ?? GENERAL_KEYWORDS.find((known) => failedKeywords.includes(known)) ?? 'missing'
    return anonymous && keyword === 'missing' ? { id: '' } : { in: 'security', keyword }
  }
}

/** Returns the account of several credentials. The same key in two schemes is one account, as it is in one scheme. */
function callerId(secrets: readonly string[]): string {
  return [...new Set(secrets)].filter((secret) => secret !== '').join('\n')
}

/** The keywords of all schemes, the most specific first. */
const GENERAL_KEYWORDS = ['wrong', 'malformed', 'missing']

function checkCredential(
  scheme: SecurityScheme,
  read: CredentialResult,
  apiKeys: readonly string[],
): CredentialResult {
  if ('keyword' in read || scheme.type === 'mutualTLS') return read
  const rejected = scheme['x-credentials']?.rejected ?? []
  const rejectedCredential = rejected.find(
    ({ value, prefix }) => value === read.secret || (prefix !== undefined && read.secret.startsWith(prefix)),
  )
  if (rejectedCredential !== undefined) return { keyword: rejectedCredential.keyword }
  return apiKeys.length === 0 || apiKeys.includes(read.secret) ? read : { keyword: 'wrong' }
}

/** Reads the secret of a request for a scheme: the API key, if `x-credentials` defines which part that is. */
function readSecret(scheme: SecurityScheme, request: MockRequest): CredentialResult {
  if (scheme.type === 'mutualTLS') return { secret: '' }
  if (scheme.type === 'apiKey') return readApiKey(scheme, request)
  const values = headerValues(request, 'authorization')
  const [value] = values
  if (value === undefined || value === '') return { keyword: 'missing' }
  // The name of the scheme can be in any case (RFC 9110, section 11.1).
  const [, name = '', rest = ''] = /^([\w-]+) +(\S.*?) *$/.exec(value) ?? []
  const wanted = scheme.type === 'http' ? (scheme.scheme ?? '').toLowerCase() : 'bearer'
  if (values.length > 1 || name.toLowerCase() !== wanted) return { keyword: 'malformed' }
  if (wanted === 'basic') return readBasic(scheme, rest)
  if (wanted === 'bearer' && !/^[\w.~+/-]+=*$/.test(rest)) return { keyword: 'malformed' }
  return { secret: rest }
}

/** Reads HTTP Basic credentials (RFC 7617): user name and password in Base64. */
function readBasic(scheme: SecurityScheme, text: string): CredentialResult {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return { keyword: 'malformed' }
  const bytes = Buffer.from(text, 'base64')
  if (!isUtf8(bytes)) return { keyword: 'malformed' }
  const pair = bytes.toString('utf8')
  const colon = pair.indexOf(':')
  if (colon === -1) return { keyword: 'malformed' }
  if (pair === ':') return { keyword: 'missing' }
  const [username, password] = [pair.slice(0, colon), pair.slice(colon + 1)]
  const credentials = scheme['x-credentials']
  const secret =
    credentials?.username === '$apiKey' || (credentials?.username === undefined && password === '')
      ? username
      : credentials?.password === '$apiKey'
        ? password
        : pair
  if (secret === '') return { keyword: 'malformed' }
  const isKeyAsUser = credentials?.username === '$apiKey'
  return isKeyAsUser && !isPassword(credentials, password) ? { keyword: 'wrong' } : { secret }
}

/** Whether the API accepts a password beside a key that is the user name. */
function isPassword({ password, anyPassword = false }: Credentials, given: string): boolean {
  return anyPassword || password === undefined || password.includes('$apiKey') || password === given
}

function readApiKey(scheme: SecurityScheme, request: MockRequest): CredentialResult {
  const name = scheme.name ?? ''
  const value =
    scheme.in === 'header'
      ? headerValues(request, name)[0]
      : scheme.in === 'query'
        ? new URLSearchParams(request.query).get(name)
        : headerValues(request, 'cookie')
            .flatMap((line) => line.split(';'))
            .map((pair) => pair.trim())
            .find((pair) => pair.startsWith(`${name}=`))
            ?.slice(name.length + 1)
  if (value === undefined || value === null) return { keyword: 'missing' }
  return value === '' ? { keyword: 'malformed' } : { secret: value }
}
