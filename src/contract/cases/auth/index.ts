import type { Operation, Security, SecurityRequirement } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import {
  authorization,
  base64,
  base64InShell,
  credential,
  credentialFor,
  isSentInRequest,
  requiresCredentials,
  NO_CREDENTIAL,
  schemeCredential,
  preferredRequirement,
  withSchemeName,
  schemeName,
  combineCredentials,
} from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import { accountOf } from '../../http/target.ts'
import type { Account, Target } from '../../http/target.ts'
import type { MakeCases } from '../case-factory.ts'
import { isCaseless } from '../../generate/letter-case.ts'
import { invalidCase, makeCase, validCase } from '../case-factory.ts'
import { isolation } from './isolation.ts'

/** Who may call: each security scheme with the right key, without one, with a wrong one, with somebody else's. */
export const auth: MakeCases = ({ operation }) => {
  // A request that carries nothing is the same with credentials and without.
  const requirements = operation.security.filter((requirement) => requirement.some(isSentInRequest))
  const accepted = requirements.map((requirement) => validKeyCase(operation, requirement))
  if (!requiresCredentials(operation)) return accepted
  return [
    ...(preferredRequirement(operation).some(isSentInRequest)
      ? [
          rejectedCase(
            operation,
            preferredRequirement(operation),
            'missing',
            'none',
            'missing',
            () => NO_CREDENTIAL,
          ),
          ...(operation.lifecycle === undefined ? [] : [missingCredentialAfterEndCase(operation)]),
        ]
      : []),
    ...requirements.flatMap((requirement, index) => [
      ...accepted.slice(index, index + 1),
      ...requirement.filter(isSentInRequest).flatMap((scheme) => schemeCases(operation, requirement, scheme)),
    ]),
    ...isolation(operation),
  ]
}

function rejectedCase(
  operation: Operation,
  requirement: SecurityRequirement,
  rule: string,
  name: string,
  keywords: string | readonly string[],
  make: (account: Account) => Credential,
): Case {
  const [violation, ...alternatives] = [keywords]
    .flat()
    .map((keyword) => ({ in: 'security', keyword }) as const)
  return invalidCase({
    family: 'auth',
    operation,
    name,
    rules: [`${operation.id}/security/${rule}`],
    violation: violation ?? { in: 'security' },
    alternatives,
    control: (target) => ({ credential: credentialFor(requirement, accountOf(target)) }),
    plan: (target) => ({ credential: make(accountOf(target)) }),
  })
}

/** Who says nothing of themselves is told nothing: what has ended does not answer before the door does. */
function missingCredentialAfterEndCase(operation: Operation): Case {
  const { expectedResponses } = rejectionResponses(operation, { in: 'security', keyword: 'missing' })
  return makeCase({
    family: 'auth',
    operation,
    name: 'none, on a resource that has ended',
    rules: [`${operation.id}/security/missing`],
    stateful: true,
    run: async (context) => {
      const resource = await context.resource()
      await context.controlRequest({ resource })
      context.expect(await context.send({ resource, credential: NO_CREDENTIAL }), expectedResponses)
    },
  })
}

function validKeyCase(operation: Operation, requirement: SecurityRequirement): Case {
  const names = requirement.map(({ name }) => name)
  const [first = '', ...others] = names.map((name) => `${operation.id}/security/${name}`)
  return validCase({
    family: 'auth',
    operation,
    name: `${names.join(' and ')}: the right key`,
    rules: [first, ...others],
    plan: (target: Target) => ({ credential: credentialFor(requirement, accountOf(target)) }),
  })
}

type MakeRejectedKeyCase = (
  label: string,
  ruleName: string,
  make: (account: Account) => Credential,
  keywords?: string | readonly string[],
) => Case

/** One scheme's credential spoilt in every way; what is needed beside it is right. */
function schemeCases(operation: Operation, requirement: SecurityRequirement, security: Security): Case[] {
  const { name, scheme } = security
  const rejectedKey: MakeRejectedKeyCase = (label, ruleName, make, keywords = ruleName) =>
    rejectedCase(operation, requirement, `${name}/${ruleName}`, `${name}: ${label}`, keywords, (account) =>
      combineCredentials(
        requirement.map((other) => (other === security ? make(account) : schemeCredential(other, account))),
      ),
    )
  const changed = (change: Change, inShell: Change) => (account: Account) => {
    const { apiKey, shell } = account(name)
    return credential(security, change(apiKey, apiKey), inShell(shell.slice(1), apiKey))
  }
  return [
    ...(requirement.length > 1 ? [rejectedKey('left out', 'missing', () => NO_CREDENTIAL)] : []),
    rejectedKey('a key that was never issued', 'wrong', changed(...lastChanged)),
    rejectedKey(
      'the key in another case',
      'wrong',
      changed(otherCase, (variable, key) =>
        key === key.toUpperCase()
          ? `$(printf %s "$${variable}" | tr A-Z a-z)`
          : `$(printf %s "$${variable}" | tr a-z A-Z)`,
      ),
    ),
    rejectedKey(
      'the key without its end',
      'wrong',
      changed(withoutEnd, (variable) => `\${${variable}%????}`),
    ),
    rejectedKey(
      'the key and more',
      'wrong',
      changed(
        (key) => `${key}extra`,
        (variable) => `\${${variable}}extra`,
      ),
    ),
    ...(scheme['x-credentials']?.rejected ?? []).map(({ keyword, value }) =>
      rejectedKey(`${keyword} key`, keyword, () => credential(security, value, value)),
    ),
    ...malformed(security, rejectedKey),
  ]
}

/** What says nothing is a credential that is missing, or one that is malformed. */
const EMPTY_CREDENTIAL_KEYWORDS = ['malformed', 'missing'] as const

/** An `Authorization` header that says nothing, or says it wrongly. */
function malformed(security: Security, rejectedKey: MakeRejectedKeyCase): Case[] {
  const { scheme } = security
  if (scheme.type === 'apiKey')
    return [
      rejectedKey(
        'an empty value',
        'malformed',
        () => credential(security, '', ''),
        EMPTY_CREDENTIAL_KEYWORDS,
      ),
    ]
  const name = schemeName(scheme)
  const header = (value: string) => () => authorization(value, value)
  const isBasic = name === 'Basic'
  const cases = [
    rejectedKey('an empty header', 'malformed', header(''), 'missing'),
    rejectedKey(
      'the scheme alone',
      'malformed',
      header(name),
      isBasic ? 'malformed' : EMPTY_CREDENTIAL_KEYWORDS,
    ),
    // White space at its end belongs to no header (RFC 9110, section 5.5): without Base64 this is the scheme alone.
    ...(isBasic
      ? [rejectedKey('an empty key', 'malformed', header(`${name} ${base64(':')}`), 'missing')]
      : []),
    rejectedKey('a scheme that nobody knows', 'malformed', (account) =>
      withSchemeName(schemeCredential(security, account), 'Unknown'),
    ),
  ]
  if (!isBasic) return cases
  return [
    ...cases,
    rejectedKey('no Base64', 'malformed', header(`${name} %%%not-base64%%%`)),
    rejectedKey(
      'Base64 of bytes that are no text',
      'malformed',
      header(`${name} ${Buffer.from([0xff, 0xfe, 0x00, 0x3a]).toString('base64')}`),
    ),
    rejectedKey('the key as it is', 'malformed', (account) => {
      const { apiKey, shell } = account(security.name)
      return authorization(`${name} ${apiKey}`, `${name} ${shell}`, [apiKey])
    }),
    rejectedKey('the key as the password', 'malformed', (account) => {
      const { apiKey, shell } = account(security.name)
      const encoded = base64(`:${apiKey}`)
      if (schemeCredential(security, account).secrets.includes(encoded))
        throw new CaseSkipped('the key is the password')
      return authorization(`${name} ${encoded}`, `${name} ${base64InShell(`:${shell}`)}`, [apiKey, encoded])
    }),
  ]
}

/** @param text a key; or the shell variable that holds it, and the key */
type Change = (text: string, key: string) => string

/** A key with another end, and what a shell makes it from. The last character of Base64 may say nothing by itself. */
const lastChanged: [Change, Change] = [
  (key) => key.slice(0, -2) + otherEnd(key),
  (variable, key) => `\${${variable}%??}${otherEnd(key)}`,
]

function otherEnd(key: string): string {
  return key.at(-2) === 'x' ? 'yy' : 'xx'
}

function withoutEnd(key: string): string {
  if (key.length <= 4) throw new CaseSkipped('the key is too short to be cut')
  return key.slice(0, -4)
}

function otherCase(key: string): string {
  if (isCaseless(key)) throw new CaseSkipped('the key is the same in upper and lower case')
  const upper = key.toUpperCase()
  return upper === key ? key.toLowerCase() : upper
}
