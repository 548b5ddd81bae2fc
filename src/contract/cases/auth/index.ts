import type { Operation, Security, SecurityRequirement } from '../../../description/index.ts'
import { refusalAnswers } from '../../expected/expected.ts'
import { NotReached } from '../case.ts'
import type { Case } from '../case.ts'
import {
  authorization,
  base64,
  base64InShell,
  credential,
  fulfil,
  isCarried,
  isGuarded,
  NO_CREDENTIAL,
  own,
  preferred,
  renamed,
  schemeName,
  together,
} from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import { accountOf } from '../../http/target.ts'
import type { Account, Target } from '../../http/target.ts'
import type { MakeCases } from '../family.ts'
import { isCaseless } from '../../generate/letter-case.ts'
import { invalidCase, makeCase, validCase } from '../family.ts'
import { isolation } from './isolation.ts'

/** Who may call: each security scheme with the right key, without one, with a wrong one, with somebody else's. */
export const auth: MakeCases = ({ operation }) => {
  // A request that carries nothing is the same with credentials and without.
  const requirements = operation.security.filter((requirement) => requirement.some(isCarried))
  const accepted = requirements.map((requirement) => rightKey(operation, requirement))
  if (!isGuarded(operation)) return accepted
  return [
    ...(preferred(operation).some(isCarried)
      ? [
          refused(operation, preferred(operation), 'missing', 'none', 'missing', () => NO_CREDENTIAL),
          ...(operation.lifecycle === undefined ? [] : [noneWhereAllHasEnded(operation)]),
        ]
      : []),
    ...requirements.flatMap((requirement, index) => [
      ...accepted.slice(index, index + 1),
      ...requirement.filter(isCarried).flatMap((scheme) => schemeCases(operation, requirement, scheme)),
    ]),
    ...isolation(operation),
  ]
}

function refused(
  operation: Operation,
  requirement: SecurityRequirement,
  rule: string,
  name: string,
  keywords: string | readonly string[],
  make: (account: Account) => Credential,
): Case {
  const [breach, ...or] = [keywords].flat().map((keyword) => ({ in: 'security', keyword }) as const)
  return invalidCase({
    family: 'auth',
    operation,
    name,
    rules: [`${operation.id}/security/${rule}`],
    breach: breach ?? { in: 'security' },
    or,
    twin: (target) => ({ credential: fulfil(requirement, accountOf(target)) }),
    plan: (target) => ({ credential: make(accountOf(target)) }),
  })
}

/** Who says nothing of themselves is told nothing: what has ended does not answer before the door does. */
function noneWhereAllHasEnded(operation: Operation): Case {
  const { answers } = refusalAnswers(operation, { in: 'security', keyword: 'missing' })
  return makeCase({
    family: 'auth',
    operation,
    name: 'none, on a resource that has ended',
    rules: [`${operation.id}/security/missing`],
    stateful: true,
    run: async (story) => {
      const resource = await story.resource()
      await story.twin({ resource })
      story.expect(await story.send({ resource, credential: NO_CREDENTIAL }), answers)
    },
  })
}

function rightKey(operation: Operation, requirement: SecurityRequirement): Case {
  const names = requirement.map(({ name }) => name)
  const [first = '', ...others] = names.map((name) => `${operation.id}/security/${name}`)
  return validCase({
    family: 'auth',
    operation,
    name: `${names.join(' and ')}: the right key`,
    rules: [first, ...others],
    plan: (target: Target) => ({ credential: fulfil(requirement, accountOf(target)) }),
  })
}

type Bad = (
  label: string,
  kind: string,
  make: (account: Account) => Credential,
  keywords?: string | readonly string[],
) => Case

/** One scheme's credential spoilt in every way; what is needed beside it is right. */
function schemeCases(operation: Operation, requirement: SecurityRequirement, security: Security): Case[] {
  const { name, scheme } = security
  const bad: Bad = (label, kind, make, keywords = kind) =>
    refused(operation, requirement, `${name}/${kind}`, `${name}: ${label}`, keywords, (account) =>
      together(requirement.map((other) => (other === security ? make(account) : own(other, account)))),
    )
  const changed = (change: Change, inShell: Change) => (account: Account) => {
    const { apiKey, shell } = account(name)
    return credential(security, change(apiKey, apiKey), inShell(shell.slice(1), apiKey))
  }
  return [
    ...(requirement.length > 1 ? [bad('left out', 'missing', () => NO_CREDENTIAL)] : []),
    bad('a key that was never issued', 'wrong', changed(...lastChanged)),
    bad(
      'the key in another case',
      'wrong',
      changed(otherCase, (variable, key) =>
        key === key.toUpperCase()
          ? `$(printf %s "$${variable}" | tr A-Z a-z)`
          : `$(printf %s "$${variable}" | tr a-z A-Z)`,
      ),
    ),
    bad(
      'the key without its end',
      'wrong',
      changed(withoutEnd, (variable) => `\${${variable}%????}`),
    ),
    bad(
      'the key and more',
      'wrong',
      changed(
        (key) => `${key}extra`,
        (variable) => `\${${variable}}extra`,
      ),
    ),
    ...(scheme['x-credentials']?.refused ?? []).map(({ keyword, value }) =>
      bad(`${keyword} key`, keyword, () => credential(security, value, value)),
    ),
    ...malformed(security, bad),
  ]
}

/** What says nothing is a credential that is missing, or one that is malformed. */
const NOTHING = ['malformed', 'missing'] as const

/** An `Authorization` header that says nothing, or says it wrongly. */
function malformed(security: Security, bad: Bad): Case[] {
  const { scheme } = security
  if (scheme.type === 'apiKey')
    return [bad('an empty value', 'malformed', () => credential(security, '', ''), NOTHING)]
  const name = schemeName(scheme)
  const header = (value: string) => () => authorization(value, value)
  const isBasic = name === 'Basic'
  const cases = [
    bad('an empty header', 'malformed', header(''), 'missing'),
    bad('the scheme alone', 'malformed', header(name), isBasic ? 'malformed' : NOTHING),
    // White space at its end belongs to no header (RFC 9110, section 5.5): without Base64 this is the scheme alone.
    ...(isBasic ? [bad('an empty key', 'malformed', header(`${name} ${base64(':')}`), 'missing')] : []),
    bad('a scheme that nobody knows', 'malformed', (account) => renamed(own(security, account), 'Unknown')),
  ]
  if (!isBasic) return cases
  return [
    ...cases,
    bad('no Base64', 'malformed', header(`${name} %%%not-base64%%%`)),
    bad(
      'Base64 of bytes that are no text',
      'malformed',
      header(`${name} ${Buffer.from([0xff, 0xfe, 0x00, 0x3a]).toString('base64')}`),
    ),
    bad('the key as it is', 'malformed', (account) => {
      const { apiKey, shell } = account(security.name)
      return authorization(`${name} ${apiKey}`, `${name} ${shell}`, [apiKey])
    }),
    bad('the key as the password', 'malformed', (account) => {
      const { apiKey, shell } = account(security.name)
      const encoded = base64(`:${apiKey}`)
      if (own(security, account).secrets.includes(encoded)) throw new NotReached('the key is the password')
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
  if (key.length <= 4) throw new NotReached('the key is too short to be cut')
  return key.slice(0, -4)
}

function otherCase(key: string): string {
  if (isCaseless(key)) throw new NotReached('the key is the same in upper and lower case')
  const upper = key.toUpperCase()
  return upper === key ? key.toLowerCase() : upper
}
