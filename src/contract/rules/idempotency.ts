import { joinPointer } from '../../description/index.ts'
import type { AddRules } from './add.ts'

/** Each clause of `x-idempotency`. */
export const idempotencyRules: AddRules = (add, { id, idempotency }) => {
  if (idempotency === undefined) return
  const needs = 'needs fresh resources: give --fixtures'
  const at = (...tokens: string[]): string => joinPointer(idempotency.pointer, ...tokens)
  add(
    `${id}/idempotency/header`,
    `\`${idempotency.header}\` carries the key, and any string that its schema allows is one.`,
    at('header'),
    needs,
  )
  add(
    `${id}/idempotency/replay`,
    'The same request with the same key gets the saved answer, and nothing is executed twice.',
    at(),
    needs,
  )
  for (const name of Object.keys(idempotency.replay?.headers ?? {})) {
    add(
      `${id}/idempotency/replay/${name}`,
      `A replayed answer says so in \`${name}\`.`,
      at('replay', 'headers', name),
      needs,
    )
  }
  for (const [index, value] of idempotency.stores.entries()) {
    const how = value === 'failure' ? 'needs `provoke` in the fixture module for a 5xx status' : needs
    add(
      `${id}/idempotency/stores/${value}`,
      `A ${value} is saved under its key.`,
      at('stores', String(index)),
      how,
    )
  }
  for (const [index, value] of idempotency.releases.entries()) {
    const how = value === 'rate-limit' ? 'needs `provoke` in the fixture module for 429' : needs
    add(
      `${id}/idempotency/releases/${value}`,
      `A request that ended in ${value} leaves its key free.`,
      at('releases', String(index)),
      how,
    )
  }
  for (const [index, value] of idempotency.mismatch.differs.entries()) {
    add(
      `${id}/idempotency/mismatch/${value}`,
      `A key that was used with another ${value} is refused.`,
      at('mismatch', 'differs', String(index)),
      needs,
    )
  }
  add(
    `${id}/idempotency/inProgress`,
    'Of requests at once with one key one is executed; the others get its answer or are told to wait.',
    at('inProgress'),
    needs,
  )
  add(
    `${id}/idempotency/retention`,
    `A saved answer is kept for ${idempotency.retention}.`,
    at('retention'),
    `needs a run that waits for ${idempotency.retention}`,
  )
  add(
    `${id}/idempotency/scope`,
    'Keys belong to one account; another’s are its own.',
    at('scope'),
    'needs --other-api-key',
  )
}
