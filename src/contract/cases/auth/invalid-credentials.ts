import type { Operation, Security, SecurityRequirement } from '../../../description/index.ts'
import type { Credential, CredentialPart } from '../../http/credentials.ts'
import {
  authorization,
  base64,
  base64InShell,
  credential,
  NO_CREDENTIAL,
  schemeCredential,
  withPassword,
  withSchemeName,
  wrongPasswords,
  schemeName,
  schemesOf,
  combineCredentials,
} from '../../http/credentials.ts'
import type { Account } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import { CHANGED_KEYS } from './changed-keys.ts'
import { rejectedCredentials } from './rejected-credentials.ts'
import type { RejectedCredentials } from './rejected-credentials.ts'

/** Makes a case for each way in which one scheme of a requirement is invalid while the other schemes are valid. */
export function invalidCredentialCases(
  operation: Operation,
  requirement: SecurityRequirement,
  security: Security,
): Case[] {
  return [
    ...(requirement.length > 1 ? [missing(operation, security)] : []),
    ...changedKeys(operation, security),
    ...rejectedKeys(operation, security),
    ...otherPasswords(operation, security),
    ...malformed(operation, security),
  ].map(({ name, make, ...invalid }) =>
    rejectedCredentials(operation, requirement, {
      ...invalid,
      name: `${security.name}: ${name}`,
      make: (account) =>
        combineCredentials(
          requirement.map((one) => (one === security ? make(account) : schemeCredential(one, account))),
        ),
    }),
  )
}

function missing(operation: Operation, { name }: Security): RejectedCredentials {
  const rule = ruleIds.invalidCredentials(operation, name, 'missing')
  return { name: 'missing', rule, keywords: ['missing'], make: () => NO_CREDENTIAL }
}

function changedKeys(operation: Operation, security: Security): RejectedCredentials[] {
  const { name } = security
  return CHANGED_KEYS.map(({ label, change, inShell }) => ({
    name: label,
    rule: ruleIds.invalidCredentials(operation, name, 'wrong'),
    keywords: ['wrong'],
    make: (account) => {
      const { apiKey, shell } = account(name)
      return credential(security, change(apiKey), inShell(shell.slice(1), apiKey))
    },
  }))
}

/** Returns the keys that `x-credentials` rejects. */
function rejectedKeys(operation: Operation, security: Security): RejectedCredentials[] {
  const { name, scheme } = security
  return (scheme['x-credentials']?.rejected ?? []).flatMap(({ keyword, value, prefix }) => {
    const rule = ruleIds.rejectedKey(operation, name, keyword)
    const example: RejectedCredentials = {
      name: `${keyword} key`,
      rule,
      keywords: [keyword],
      make: () => credential(security, value, value),
    }
    if (prefix === undefined) return [example]
    const other: RejectedCredentials = {
      name: `another ${keyword} key`,
      rule,
      keywords: [keyword, 'wrong'],
      make: (account) => keyOfKind(security, prefix, account(name)),
    }
    return [example, other]
  })
}

/**
 * Returns a key with a prefix. It is the right key with the prefix of another kind, if that has one: a server may look up
 * the rest only.
 */
function keyOfKind(security: Security, prefix: string, { apiKey, shell }: ReturnType<Account>): Credential {
  const separator = prefix.slice(-1)
  const start = apiKey.indexOf(separator) + 1
  if (!/[-_.:]/.test(separator) || start === 0 || apiKey.length - start < 4) {
    const key = `${prefix}live_9Undescribed`
    return credential(security, key, key)
  }
  return credential(security, prefix + apiKey.slice(start), `${prefix}\${${shell.slice(1)}#*${separator}}`)
}

/** Returns the right key with passwords that `x-credentials` excludes. */
function otherPasswords(operation: Operation, security: Security): RejectedCredentials[] {
  return wrongPasswords(security.scheme).map((password) => ({
    name: `the key with the password ${password === '$apiKey' ? 'that is the key' : JSON.stringify(password)}`,
    rule: ruleIds.invalidCredentials(operation, security.name, 'password'),
    keywords: ['password', 'wrong', 'malformed'],
    make: (account) => withPassword(security, account(security.name), password),
  }))
}

/** A malformed `Authorization` header. */
type MalformedHeader = Omit<RejectedCredentials, 'rule'>

/** An empty credential is either missing or malformed. */
const EMPTY = ['malformed', 'missing'] as const

function malformed(operation: Operation, security: Security): RejectedCredentials[] {
  const { scheme, name } = security
  const rule = ruleIds.invalidCredentials(operation, name, 'malformed')
  if (scheme.type === 'apiKey')
    return [{ name: 'empty value', rule, keywords: EMPTY, make: () => credential(security, '', '') }]
  const specific = schemeName(scheme) === 'Basic' ? malformedBasic(security) : malformedToken(security)
  const headers: MalformedHeader[] = [
    { name: 'empty header', keywords: ['missing'], make: () => authorization('', '') },
    ...specific,
    ...withoutScheme(operation, security),
    ...undescribedPlaces(operation, security),
  ]
  return headers.map((header) => ({ ...header, rule }))
}

/** Returns the right key where the description has no credentials: such a request has none. */
function undescribedPlaces(operation: Operation, { name, scheme }: Security): MalformedHeader[] {
  const schemes = schemesOf(operation).map((one) => one.scheme)
  const isBasic = schemeName(scheme) === 'Basic'
  const hasTokens = schemes.some((one) => one.type !== 'http' || schemeName(one) === 'Bearer')
  const hasKeys = schemes.some(({ type }) => type === 'apiKey')
  const places: [string, boolean, (apiKey: string) => CredentialPart][] = [
    [
      'key as a Bearer token',
      isBasic && !hasTokens,
      (value) => headerPart('Authorization', `Bearer ${value}`),
    ],
    ['key in `X-API-Key`', !hasKeys, (value) => headerPart('X-API-Key', value)],
    ['key in the query', !hasKeys, queryPart],
  ]
  return places
    .filter(([, isUndescribed]) => isUndescribed)
    .map(([label, , part]) => ({
      name: label,
      keywords: ['missing', 'malformed'],
      make: (account) => {
        const { apiKey, shell } = account(name)
        return { parts: [{ ...part(apiKey), shell: part(shell).value }], secrets: [apiKey] }
      },
      // A server may know no undescribed parameter.
      ...(part === queryPart && { besides: { parts: [queryPart('none')], secrets: [] } }),
    }))
}

function queryPart(value: string): CredentialPart {
  return { in: 'query', name: 'api_key', value, shell: value }
}

function headerPart(name: string, value: string): CredentialPart {
  return { in: 'header', name, value, shell: value }
}

function unknownScheme(security: Security): MalformedHeader {
  return {
    name: 'unknown scheme',
    keywords: ['malformed'],
    make: (account) => withSchemeName(schemeCredential(security, account), 'Unknown'),
  }
}

/** Returns the right key without the name of the scheme, unless another scheme has it there. */
function withoutScheme(operation: Operation, { name }: Security): MalformedHeader[] {
  if (schemesOf(operation).some(({ scheme }) => scheme.name?.toLowerCase() === 'authorization')) return []
  const bare: MalformedHeader = {
    name: 'key without a scheme',
    keywords: ['malformed', 'missing', 'wrong'],
    make: (account) => {
      const { apiKey, shell } = account(name)
      return authorization(apiKey, shell, [apiKey])
    },
  }
  return [bare]
}

/** Returns the malformed headers of a scheme such as Bearer. */
function malformedToken(security: Security): MalformedHeader[] {
  const name = schemeName(security.scheme)
  return [
    // An empty key would be the same: a header has no white space at its end (RFC 9110, section 5.5).
    { name: 'scheme without credentials', keywords: EMPTY, make: () => authorization(name, name) },
    unknownScheme(security),
  ]
}

function malformedBasic(security: Security): MalformedHeader[] {
  const header = (name: string, value: string, keyword = 'malformed'): MalformedHeader => ({
    name,
    keywords: [keyword],
    make: () => authorization(value, value),
  })
  return [
    header('scheme without credentials', 'Basic'),
    header('empty key', `Basic ${base64(':')}`, 'missing'),
    unknownScheme(security),
    header('invalid Base64', 'Basic %%%not-base64%%%'),
    header('Base64 of invalid UTF-8', `Basic ${Buffer.from([0xff, 0xfe, 0x00, 0x3a]).toString('base64')}`),
    {
      name: 'key without Base64',
      keywords: ['malformed'],
      make: (account) => {
        const { apiKey, shell } = account(security.name)
        return authorization(`Basic ${apiKey}`, `Basic ${shell}`, [apiKey])
      },
    },
    {
      name: 'key after a space',
      keywords: ['wrong', 'malformed'],
      make: (account) => {
        const { apiKey, shell } = account(security.name)
        return credential(security, ` ${apiKey}`, ` ${shell}`)
      },
    },
    {
      name: 'key as the password',
      keywords: ['malformed'],
      make: (account) => {
        const { apiKey, shell } = account(security.name)
        const encoded = base64(`:${apiKey}`)
        if (schemeCredential(security, account).secrets.includes(encoded))
          throw new CaseSkipped('the key is the password')
        return authorization(`Basic ${encoded}`, `Basic ${base64InShell(`:${shell}`)}`, [apiKey, encoded])
      },
    },
  ]
}
