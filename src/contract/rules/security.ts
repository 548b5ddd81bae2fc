import { joinPointer } from '../../description/index.ts'
import { rejectionResponses } from '../expected/expected.ts'
import { isSentInRequest, requiresCredentials, preferredRequirement, schemesOf } from '../http/credentials.ts'
import { NEEDS_SUCCESS } from './add.ts'
import type { AddRules } from './add.ts'

/** Why a certificate is not put to the test. */
const NOT_CARRIED = 'a certificate is no part of a request'

/** Who may call: each security scheme, what it refuses, and whose resources a key sees. */
export const securityRules: AddRules = (add, operation) => {
  const { id, security } = operation
  const guarded = requiresCredentials(operation)
  for (const { name, pointer, scheme } of schemesOf(operation)) {
    const needs = isSentInRequest({ name, pointer, scheme }) ? NEEDS_SUCCESS : NOT_CARRIED
    add(`${id}/security/${name}`, `The security scheme \`${name}\` is accepted.`, pointer, needs)
    if (!guarded) continue
    const combinedSchemes =
      security.find((all) => all.length > 1 && all.some((one) => one.name === name)) ?? []
    if (combinedSchemes.length > 0) {
      const others = combinedSchemes.filter((one) => one.name !== name).map((one) => `\`${one.name}\``)
      add(
        `${id}/security/${name}/missing`,
        `${others.join(' and ')} without \`${name}\` is refused.`,
        pointer,
        needs,
      )
    }
    if (needs === NOT_CARRIED) continue
    add(
      `${id}/security/${name}/malformed`,
      `Malformed credentials of \`${name}\` are refused.`,
      pointer,
      NEEDS_SUCCESS,
    )
    add(`${id}/security/${name}/wrong`, `A wrong key in \`${name}\` is refused.`, pointer, NEEDS_SUCCESS)
    for (const [index, rejected] of (scheme['x-credentials']?.rejected ?? []).entries()) {
      add(
        `${id}/security/${name}/${rejected.keyword}`,
        rejected.description ?? `A ${rejected.keyword} key is refused.`,
        joinPointer(pointer, 'x-credentials', 'rejected', index),
        NEEDS_SUCCESS,
      )
    }
  }
  if (!guarded) return
  add(
    `${id}/security/missing`,
    'A request without credentials is refused.',
    rejectionResponses(operation, { in: 'security', keyword: 'missing' }).pointer,
    preferredRequirement(operation).some(isSentInRequest) ? NEEDS_SUCCESS : NOT_CARRIED,
  )
  const unknownIdRejection = operation.rejections.find(
    (rejection) => rejection.in === 'path' && rejection.keyword === 'unknown',
  )
  if (unknownIdRejection !== undefined) {
    add(
      `${id}/security/isolation`,
      'Another account’s resource does not exist for this key, and stays untouched.',
      unknownIdRejection.at,
      'needs --other-api-key',
    )
  }
}
