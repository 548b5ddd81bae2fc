import { joinPointer } from '../../description/index.ts'
import { needsProvoke, NEEDS_FRESH_RESOURCES } from './add.ts'
import type { AddRules } from './add.ts'
import { ruleIds } from './ids.ts'

/** Adds a rule for each clause of `x-idempotency`. */
export const idempotencyRules: AddRules = (add, operation) => {
  const { idempotency } = operation
  if (idempotency === undefined) return
  const needs = NEEDS_FRESH_RESOURCES
  const at = (...tokens: (string | number)[]): string => joinPointer(idempotency.pointer, ...tokens)
  const addClause = (
    clause: Parameters<typeof ruleIds.idempotency>[1],
    text: string,
    pointer: string,
    reason = needs,
  ): void => add(ruleIds.idempotency(operation, clause), text, pointer, reason)

  addClause(
    'header',
    `\`${idempotency.header}\` carries the key: any string that its schema allows.`,
    at('header'),
  )
  addClause(
    'replay',
    'The same request with the same key gets the stored response and is not executed again.',
    at(),
  )
  for (const name of Object.keys(idempotency.replay?.headers ?? {})) {
    add(
      ruleIds.replayHeader(operation, name),
      `\`${name}\` marks a replayed response.`,
      at('replay', 'headers', name),
      needs,
    )
  }
  for (const [index, outcome] of idempotency.stores.entries()) {
    const reason = outcome === 'failure' ? needsProvoke('500') : needs
    addClause(`stores/${outcome}`, `A ${outcome} is stored under its key.`, at('stores', index), reason)
  }
  for (const [index, outcome] of idempotency.releases.entries()) {
    const status = { conflict: '409', 'rate-limit': '429', authentication: '', validation: '' }[outcome]
    const reason = status === '' ? needs : needsProvoke(status)
    addClause(
      `releases/${outcome}`,
      `A request that failed with ${outcome} releases its key.`,
      at('releases', index),
      reason,
    )
  }
  for (const [index, part] of idempotency.mismatch.differs.entries()) {
    addClause(
      `mismatch/${part}`,
      `A used key with another ${part} is rejected.`,
      at('mismatch', 'differs', index),
    )
  }
  addClause(
    'inProgress',
    'Exactly one of several concurrent requests with one key is executed. The others get its response or must wait.',
    at('inProgress'),
  )
  addClause(
    'retention',
    `A response is stored for ${idempotency.retention}.`,
    at('retention'),
    `would take ${idempotency.retention} to test`,
  )
  addClause(
    'scope',
    'A key belongs to one account. Another account can use the same key.',
    at('scope'),
    'needs --other-api-key',
  )
}
