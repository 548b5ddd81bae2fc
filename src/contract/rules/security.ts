import { joinPointer } from '../../description/index.ts'
import type { Operation, Security } from '../../description/index.ts'
import { rejectionResponses } from '../expected/expected.ts'
import {
  isSentInRequest,
  preferredRequirement,
  requiresCredentials,
  schemesOf,
  wrongPasswords,
} from '../http/credentials.ts'
import { NEEDS_SUCCESS } from './add.ts'
import type { Add, AddRules } from './add.ts'
import { ruleIds } from './ids.ts'

/** The reason for a scheme such as mutual TLS. */
const NOT_SENT = 'a client certificate is not part of a request'

/** Adds the rules for each security scheme, for requests without credentials and for other accounts. */
export const securityRules: AddRules = (add, operation) => {
  const isGuarded = requiresCredentials(operation)
  for (const security of schemesOf(operation)) {
    const { name, pointer } = security
    const needs = isSentInRequest(security) ? NEEDS_SUCCESS : NOT_SENT
    add(ruleIds.scheme(operation, name), `The security scheme \`${name}\` is accepted.`, pointer, needs)
    if (!isGuarded) continue
    addCombined(add, operation, security, needs)
    if (needs === NEEDS_SUCCESS) addInvalidCredentials(add, operation, security)
  }
  if (!isGuarded) return
  add(
    ruleIds.security(operation, 'missing'),
    'A request without credentials is rejected.',
    rejectionResponses(operation, { in: 'security', keyword: 'missing' }).pointer,
    preferredRequirement(operation).some(isSentInRequest) ? NEEDS_SUCCESS : NOT_SENT,
  )
  const unknownIdRejection = operation.rejections.find(
    (rejection) => rejection.in === 'path' && rejection.keyword === 'unknown',
  )
  if (unknownIdRejection === undefined) return
  add(
    ruleIds.security(operation, 'isolation'),
    'The resource of another account is unknown to this key, and stays unchanged.',
    unknownIdRejection.at,
    'needs --other-api-key',
  )
}

/** Adds the rule that all schemes of a combined requirement are needed. */
function addCombined(add: Add, operation: Operation, { name, pointer }: Security, needs: string): void {
  const combined =
    operation.security.find((all) => all.length > 1 && all.some((one) => one.name === name)) ?? []
  if (combined.length === 0) return
  const others = combined.filter((one) => one.name !== name).map((one) => `\`${one.name}\``)
  add(
    ruleIds.invalidCredentials(operation, name, 'missing'),
    `${others.join(' and ')} without \`${name}\` is rejected.`,
    pointer,
    needs,
  )
}

function addInvalidCredentials(add: Add, operation: Operation, { name, pointer, scheme }: Security): void {
  add(
    ruleIds.invalidCredentials(operation, name, 'malformed'),
    `Malformed credentials of \`${name}\` are rejected.`,
    pointer,
    NEEDS_SUCCESS,
  )
  add(
    ruleIds.invalidCredentials(operation, name, 'wrong'),
    `A wrong key in \`${name}\` is rejected.`,
    pointer,
    NEEDS_SUCCESS,
  )
  if (wrongPasswords(scheme).length > 0) {
    add(
      ruleIds.invalidCredentials(operation, name, 'password'),
      `The key with another password in \`${name}\` is rejected.`,
      joinPointer(pointer, 'x-credentials', 'password'),
      NEEDS_SUCCESS,
    )
  }
  for (const [index, { keyword, description }] of (scheme['x-credentials']?.rejected ?? []).entries()) {
    add(
      ruleIds.rejectedKey(operation, name, keyword),
      description ?? `A ${keyword} key is rejected.`,
      joinPointer(pointer, 'x-credentials', 'rejected', index),
      NEEDS_SUCCESS,
    )
  }
}
