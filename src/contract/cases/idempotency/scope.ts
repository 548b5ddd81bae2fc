import type { Operation } from '../../../description/index.ts'
import { isSameResponse } from '../../expected/diff.ts'
import { credentialFor, preferredRequirement } from '../../http/credentials.ts'
import { requirementFor } from '../../http/requirements.ts'
import { otherAccountOf } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import { clauseCase } from './clause-case.ts'
import { REPLAY_NOT_OBSERVABLE } from './replay-observable.ts'

/** Makes a case in which two accounts use the same key. */
export function accountScope(operation: Operation): Case[] {
  if (preferredRequirement(operation).length === 0) return []
  const sharedKey = clauseCase(
    operation,
    'same key in two accounts',
    ['scope'],
    async (context) => {
      const key = context.key()
      const { target } = context
      const other = credentialFor(requirementFor(operation, target), otherAccountOf(target))
      const first = await context.controlRequest({ resource: await context.resource(), key })
      const control = await context.controlRequest({ resource: await context.resource() })
      if (isSameResponse(control, first)) throw new CaseSkipped(REPLAY_NOT_OBSERVABLE)
      const resource = await context.resource(undefined, target.otherApiKey)
      const exchange = await context.send({ resource, key, credential: other })
      context.expectSuccess(exchange)
      context.record(
        ruleIds.idempotency(operation, 'scope'),
        !isSameResponse(first, exchange),
        () => 'a response to this account’s own request',
        () => 'the response of the other account',
      )
    },
    { needsOtherKey: true },
  )
  return [sharedKey]
}
