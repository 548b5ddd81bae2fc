import type { Operation, Security } from '../../description/index.ts'
import { base64InShell, requiresCredentials, schemeName, schemesOf } from '../http/credentials.ts'
import type { Credential, CredentialPart } from '../http/credentials.ts'
import type { SentRequest } from '../http/exchange.ts'
import { variableOf } from '../http/target.ts'
import { perOperation } from '../rules/index.ts'
import { ruleIds } from '../rules/ids.ts'
import { cookiesOf } from './check-parameters.ts'
import { valuesOf } from './headers.ts'
import type { RequestCheck, RequestProblem } from './request-problem.ts'

/** The credentials of a recorded request, and what is wrong with them. */
export interface CredentialCheck extends RequestCheck {
  readonly credential: Credential
  /** The names of the schemes whose credentials were sent. */
  readonly schemes: readonly string[]
}

/** How many credentials of one operation are remembered. A recording has few, which most of its requests repeat. */
const MAX_REMEMBERED = 20

/** The results of an operation, by the values of the headers that carry its credentials. */
const remembered = perOperation(() => new Map<string, CredentialCheck>())

/** Returns the headers that carry all credentials of an operation. Undefined if a query or a cookie may carry one. */
const headersOf = perOperation((operation) => {
  const schemes = schemesOf(operation).map(({ scheme }) => scheme)
  if (schemes.some((scheme) => scheme.type === 'apiKey' && scheme.in !== 'header')) return undefined
  return [...new Set(schemes.map(({ type, name = '' }) => (type === 'apiKey' ? name : 'authorization')))]
})

/** Checks that a request has credentials, where the operation requires them, and none that `x-credentials` rejects. */
export function checkCredentials(operation: Operation, request: SentRequest): CredentialCheck {
  const headers = headersOf(operation)
  if (headers === undefined) return check(operation, request)
  const results = remembered(operation)
  const sent = headers.map((name) => valuesOf(request, name)[0] ?? '').join('\n')
  const known = results.get(sent)
  if (known !== undefined) return known
  const result = check(operation, request)
  if (results.size >= MAX_REMEMBERED) results.clear()
  results.set(sent, result)
  return result
}

function check(operation: Operation, request: SentRequest): CredentialCheck {
  const sent = schemesOf(operation).flatMap((security) => {
    const found = findCredential(security, request)
    return found === undefined ? [] : [{ security, ...found }]
  })
  const schemes = sent.map(({ security }) => security.name)
  const credential: Credential = {
    parts: sent.flatMap(({ part }) => part),
    secrets: sent.flatMap(({ secrets }) => secrets),
  }
  if (!requiresCredentials(operation)) return { testedRules: [], problems: [], credential, schemes }
  const missing = ruleIds.security(operation, 'missing')
  const isComplete = operation.security.some((all) =>
    all.every(({ name, scheme }) => scheme.type === 'mutualTLS' || schemes.includes(name)),
  )
  const absent: RequestProblem = {
    rule: missing,
    violation: { in: 'security', keyword: 'missing' },
    expected: `credentials: ${schemesOf(operation)
      .map(({ name }) => name)
      .join(' or ')}`,
    actual: schemes.length === 0 ? 'no credentials' : `only those of ${schemes.join(', ')}`,
    isRejectable: true,
  }
  const rejected = sent.flatMap(({ security, key }) => rejectedKey(operation, security, key))
  return {
    testedRules: [missing, ...rejected.map(({ rule }) => rule)],
    problems: [...(isComplete ? [] : [absent]), ...rejected],
    credential,
    schemes,
  }
}

function rejectedKey(operation: Operation, { name, scheme }: Security, key: string): RequestProblem[] {
  const found = (scheme['x-credentials']?.rejected ?? []).find(
    ({ value, prefix }) => value === key || (prefix !== undefined && key.startsWith(prefix)),
  )
  if (found === undefined) return []
  return [
    {
      rule: ruleIds.rejectedKey(operation, name, found.keyword),
      violation: { in: 'security', keyword: found.keyword },
      expected: `a key of \`${name}\` that the API accepts`,
      actual:
        found.prefix === undefined ? `a ${found.keyword} key` : `a key that begins with ${found.prefix}`,
      isRejectable: true,
    },
  ]
}

interface Found {
  readonly part: CredentialPart
  readonly secrets: readonly string[]
  /** The API key in it. */
  readonly key: string
}

/** Finds the credential of a scheme in a request. */
function findCredential({ name: schemeId, scheme }: Security, request: SentRequest): Found | undefined {
  const shell = variableOf(schemeId)
  if (scheme.type === 'mutualTLS') return undefined
  if (scheme.type === 'apiKey') {
    const name = scheme.name ?? ''
    const place = scheme.in ?? 'header'
    const value = apiKeyIn(place, name, request)
    if (value === undefined || value === '') return undefined
    return { part: { in: place, name, value, shell }, secrets: [value], key: value }
  }
  const [value] = valuesOf(request, 'authorization')
  const [, sentName = '', rest = ''] = /^(\S+) +(\S.*?) *$/.exec(value ?? '') ?? []
  const wanted = schemeName(scheme)
  if (value === undefined || sentName.toLowerCase() !== wanted.toLowerCase()) return undefined
  const part = { in: 'header', name: 'Authorization', value } as const
  if (wanted !== 'Basic')
    return { part: { ...part, shell: `${sentName} ${shell}` }, secrets: [rest], key: rest }
  const pair = Buffer.from(rest, 'base64').toString('utf8')
  const [user = '', password = ''] = pair.split(/:(.*)/s)
  const extension = scheme['x-credentials']
  const key = extension?.password === '$apiKey' || user === '' ? password : user
  const secrets = [key, rest, pair, ...(key === user ? [] : [password])].filter((secret) => secret !== '')
  return { part: { ...part, shell: `${sentName} ${base64InShell(shell)}` }, secrets, key }
}

function apiKeyIn(place: CredentialPart['in'], name: string, request: SentRequest): string | undefined {
  if (place === 'header') return valuesOf(request, name)[0]
  if (place === 'cookie') return cookiesOf(request).get(name)
  const query = request.path.split('?').slice(1).join('?')
  return new URLSearchParams(query).get(name) ?? undefined
}
