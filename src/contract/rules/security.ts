import { joinPointer } from '../../description/index.ts'
import { refusalAnswers } from '../answers.ts'
import { isGuarded } from '../credentials.ts'
import { NEEDS_SUCCESS } from './add.ts'
import type { AddRules } from './add.ts'

/** Who may call: each security scheme, what it refuses, and whose resources a key sees. */
export const securityRules: AddRules = (add, operation, description) => {
  const { id, security } = operation
  const guarded = isGuarded(operation, description)
  for (const { name, pointer, scheme } of security) {
    add(`${id}/security/${name}`, `The security scheme \`${name}\` is accepted.`, pointer, NEEDS_SUCCESS)
    if (!guarded) continue
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
    NEEDS_SUCCESS,
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
