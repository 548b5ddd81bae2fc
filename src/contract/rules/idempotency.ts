import { joinPointer } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { needsProvoke, NEEDS_FRESH_RESOURCES } from './add.ts'
import type { AddRules } from './add.ts'
import { ruleIds } from './ids.ts'

type AddClause = (
  clause: Parameters<typeof ruleIds.idempotency>[1],
  text: string,
  pointer: string,
  reason?: string,
) => void

/** Adds a rule for each clause of `x-idempotency`. */
export const idempotencyRules: AddRules = (add, operation) => {
  const { idempotency } = operation
  if (idempotency === undefined) return
  const needs = NEEDS_FRESH_RESOURCES
  const at = (...tokens: (string | number)[]): string => joinPointer(idempotency.pointer, ...tokens)
  const addClause: AddClause = (clause, text, pointer, reason = needs) =>
    add(ruleIds.idempotency(operation, clause), text, pointer, reason)

  addClause(
    'header',
    `\`${idempotency.header}\` carries the key: each text that its schema allows is a key of its own.`,
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
  addOutcomes(idempotency, addClause)
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

/** Adds a rule for each outcome whose response is stored, or whose key stays free. */
function addOutcomes(
  { stores, releases, pointer }: NonNullable<Operation['idempotency']>,
  addClause: AddClause,
): void {
  const at = (...tokens: (string | number)[]): string => joinPointer(pointer, ...tokens)
  for (const [index, outcome] of stores.entries()) {
    const reason = outcome === 'failure' ? needsProvoke('500') : NEEDS_FRESH_RESOURCES
    addClause(`stores/${outcome}`, `A ${outcome} is stored under its key.`, at('stores', index), reason)
  }
  for (const [index, outcome] of releases.entries()) {
    const status = { conflict: '409', 'rate-limit': '429', authentication: '', validation: '' }[outcome]
    const reason = status === '' ? NEEDS_FRESH_RESOURCES : needsProvoke(status)
    const text = `A request that failed with ${outcome} releases its key.`
    addClause(`releases/${outcome}`, text, at('releases', index), reason)
  }
}
