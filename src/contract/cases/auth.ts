import type { Answer, Operation, Security } from '../../description/index.ts'
import type { Case } from '../case.ts'
import {
  authorization,
  base64,
  base64InShell,
  credential,
  isGuarded,
  NO_CREDENTIAL,
  schemeName,
} from '../credentials.ts'
import type { Credential } from '../credentials.ts'
import type { Target } from '../target.ts'
import type { MakeCases } from './family.ts'
import { invalidCase, makeCase, validCase } from './family.ts'

/** Who may call: each security scheme with the right key, without one, with a wrong one, with somebody else's. */
export const auth: MakeCases = ({ operation, description }) => {
  const { security } = operation
  if (!isGuarded(operation, description)) return security.map((scheme) => rightKey(operation, scheme))
  return [
    refused(operation, 'missing', 'none', 'missing', () => NO_CREDENTIAL),
    ...security.flatMap((scheme) => schemeCases(operation, scheme)),
    ...isolation(operation),
  ]
}

function refused(
  operation: Operation,
  rule: string,
  name: string,
  keyword: string,
  make: (target: Target) => Credential,
): Case {
  return invalidCase({
    family: 'auth',
    operation,
    name,
    rules: [`${operation.id}/security/${rule}`],
    breach: { in: 'security', keyword },
    twin: {},
    plan: (target) => ({ credential: make(target) }),
  })
}

function schemeCases(operation: Operation, security: Security): Case[] {
  const { name, scheme } = security
  const bad = (label: string, kind: string, make: (target: Target) => Credential, keyword = kind): Case =>
    refused(operation, `${name}/${kind}`, `${name}: ${label}`, keyword, make)
  const changed = (change: Change, inShell: Change) => (target: Target) =>
    credential(security, change(target.apiKey), inShell(target.apiKey))
  const wrong = [
    bad('a key that was never issued', 'wrong', changed(...lastChanged)),
    bad(
      'the key in another case',
      'wrong',
      changed(otherCase, (key) =>
        key === key.toUpperCase()
          ? '$(printf %s "$API_KEY" | tr A-Z a-z)'
          : '$(printf %s "$API_KEY" | tr a-z A-Z)',
      ),
    ),
    bad(
      'the key without its end',
      'wrong',
      changed(
        (key) => key.slice(0, -4),
        () => '${API_KEY%????}',
      ),
    ),
    bad(
      'the key and more',
      'wrong',
      changed(
        (key) => `${key}extra`,
        () => '${API_KEY}extra',
      ),
    ),
    ...(scheme['x-credentials']?.refused ?? []).map(({ keyword, value }) =>
      bad(`${keyword} key`, keyword, () => credential(security, value, value)),
    ),
  ]
  return [rightKey(operation, security), ...wrong, ...malformed(security, bad)]
}

function rightKey(operation: Operation, security: Security): Case {
  return validCase({
    family: 'auth',
    operation,
    name: `${security.name}: the right key`,
    rules: [`${operation.id}/security/${security.name}`],
    plan: (target) => ({ credential: credential(security, target.apiKey) }),
  })
}

type Bad = (label: string, kind: string, make: (target: Target) => Credential, keyword?: string) => Case

/** An `Authorization` header that says nothing, or says it wrongly. */
function malformed(security: Security, bad: Bad): Case[] {
  const { scheme } = security
  if (scheme.type === 'mutualTLS') return []
  if (scheme.type === 'apiKey')
    return [bad('an empty value', 'malformed', () => credential(security, '', ''))]
  const name = schemeName(scheme)
  const header = (value: string) => () => authorization(value, value)
  const isBasic = name === 'Basic'
  const cases = [
    bad('an empty header', 'malformed', header(''), 'missing'),
    bad('the scheme alone', 'malformed', header(name), 'malformed'),
    bad('an empty key', 'malformed', header(isBasic ? `${name} ${base64(':')}` : `${name} `), 'missing'),
    bad('a scheme that nobody knows', 'malformed', (target) => {
      const { place, shell, secrets } = credential(security, target.apiKey)
      const rename = (text: string): string => text.replace(/^\S+/, 'Unknown')
      return authorization(rename(place?.value ?? ''), rename(shell), secrets)
    }),
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
    bad('the key as it is', 'malformed', ({ apiKey }) =>
      authorization(`${name} ${apiKey}`, `${name} $API_KEY`, [apiKey]),
    ),
    bad('the key as the password', 'malformed', ({ apiKey }) => {
      const encoded = base64(`:${apiKey}`)
      return authorization(`${name} ${encoded}`, `${name} ${base64InShell(':$API_KEY')}`, [apiKey, encoded])
    }),
  ]
}

type Change = (key: string) => string

/** A key with another last character, and what a shell makes it from. */
const lastChanged: [Change, Change] = [
  (key) => key.slice(0, -1) + otherEnd(key),
  (key) => `\${API_KEY%?}${otherEnd(key)}`,
]

function otherEnd(key: string): string {
  return key.endsWith('x') ? 'y' : 'x'
}

function otherCase(key: string): string {
  const upper = key.toUpperCase()
  return upper === key ? key.toLowerCase() : upper
}

/** Another account's resource does not exist, in whatever state it is. */
function unseenState(operation: Operation, scheme: Security, answers: readonly Answer[]): Case {
  return makeCase({
    family: 'auth',
    operation,
    name: 'another account’s key on a resource that has ended',
    rules: [`${operation.id}/security/isolation`],
    needsOtherKey: true,
    stateful: true,
    run: async (story) => {
      const other = credential(scheme, story.stage.target.otherApiKey ?? '', '$OTHER_API_KEY')
      const resource = await story.resource()
      await story.twin({ resource })
      story.expect(await story.send({ resource, credential: other }), answers)
    },
  })
}

/**
 * Another account's key finds nothing here, and the resource stays as it was for its owner. Only where the description
 * says what an id gets that this credential does not see: elsewhere a resource may be everybody's.
 */
function isolation(operation: Operation): Case[] {
  const unseen = operation.refusals.find((refusal) => refusal.in === 'path' && refusal.keyword === 'unknown')
  const [scheme] = operation.security
  if (unseen === undefined || scheme === undefined) return []
  const { answers } = unseen
  const rules: [string] = [`${operation.id}/security/isolation`]
  return [
    makeCase({
      family: 'auth',
      operation,
      name: 'another account’s key on this resource',
      rules,
      needsOtherKey: true,
      run: async (story) => {
        const other = credential(scheme, story.stage.target.otherApiKey ?? '', '$OTHER_API_KEY')
        await story.twin({
          resource: await story.resource(undefined, story.stage.target.otherApiKey),
          credential: other,
        })
        const resource = await story.resource()
        const exchange = await story.send({ resource, credential: other })
        if (story.expect(exchange, answers)) story.expectSuccess(await story.send({ resource }))
      },
    }),
    ...(operation.lifecycle === undefined ? [] : [unseenState(operation, scheme, answers)]),
  ]
}
