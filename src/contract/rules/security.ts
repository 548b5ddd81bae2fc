import { joinPointer } from '../../description/index.ts'
import { refusalAnswers } from '../expected/expected.ts'
import { isCarried, isGuarded, preferred, schemesOf } from '../http/credentials.ts'
import { NEEDS_SUCCESS } from './add.ts'
import type { AddRules } from './add.ts'

/** Why a certificate is not put to the test. */
const NOT_CARRIED = 'a certificate is no part of a request'

/** Who may call: each security scheme, what it refuses, and whose resources a key sees. */
export const securityRules: AddRules = (add, operation) => {
  const { id, security } = operation
  const guarded = isGuarded(operation)
  for (const { name, pointer, scheme } of schemesOf(operation)) {
    const needs = isCarried({ name, pointer, scheme }) ? NEEDS_SUCCESS : NOT_CARRIED
    add(`${id}/security/${name}`, `The security scheme \`${name}\` is accepted.`, pointer, needs)
    if (!guarded) continue
    const beside = security.find((all) => all.length > 1 && all.some((one) => one.name === name)) ?? []
    if (beside.length > 0) {
      const others = beside.filter((one) => one.name !== name).map((one) => `\`${one.name}\``)
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
    for (const [index, refused] of (scheme['x-credentials']?.refused ?? []).entries()) {
      add(
        `${id}/security/${name}/${refused.keyword}`,
        refused.description ?? `A ${refused.keyword} key is refused.`,
        joinPointer(pointer, 'x-credentials', 'refused', index),
        NEEDS_SUCCESS,
      )
    }
  }
  if (!guarded) return
  add(
    `${id}/security/missing`,
    'A request without credentials is refused.',
    refusalAnswers(operation, { in: 'security', keyword: 'missing' }).pointer,
    preferred(operation).some(isCarried) ? NEEDS_SUCCESS : NOT_CARRIED,
  )
  const unseen = operation.refusals.find((refusal) => refusal.in === 'path' && refusal.keyword === 'unknown')
  if (unseen !== undefined) {
    add(
      `${id}/security/isolation`,
      'Another account’s resource does not exist for this key, and stays untouched.',
      unseen.at,
      'needs --other-api-key',
    )
  }
}
