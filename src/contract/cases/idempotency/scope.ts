import type { Operation, SecurityRequirement } from '../../../description/index.ts'
import { isSameResponse } from '../../expected/diff.ts'
import { credentialFor, preferredRequirement } from '../../http/credentials.ts'
import { isAlternative, requirementFor } from '../../http/requirements.ts'
import { accountOf, otherAccountOf } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { ofAlternative } from '../auth/alternatives.ts'
import type { Case } from '../case.ts'
import { clauseCase } from './clause-case.ts'
import { REPLAY_NOT_OBSERVABLE, sendObservableFirst } from './replay-observable.ts'

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

/** Makes the cases in which the same API key is sent by two schemes: it is the same credential. */
export function schemeScope(operation: Operation): Case[] {
  const single = operation.security.filter(
    (requirement) => requirement.length === 1 && requirement[0]?.scheme.type === 'http',
  )
  return single.length < 2 ? [] : single.map((requirement) => schemeCase(operation, requirement))
}

function schemeCase(operation: Operation, requirement: SecurityRequirement): Case {
  const rule = ruleIds.idempotency(operation, 'scope')
  const name = requirement.map((security) => security.name).join()
  const testCase = clauseCase(operation, `replay by ${name}`, ['scope'], async (context) => {
    const { target } = context
    if (!isAlternative(operation, requirement, target)) throw new CaseSkipped('it is the scheme in use')
    const keyOf = ([security]: SecurityRequirement): string => accountOf(target)(security?.name ?? '').apiKey
    if (keyOf(requirement) !== keyOf(requirementFor(operation, target)))
      throw new CaseSkipped('the schemes have different keys')
    const credential = credentialFor(requirement, accountOf(target))
    await context.controlRequest({ resource: await context.resource(), credential })
    const plan = { resource: await context.resource(), key: context.key() }
    const first = await sendObservableFirst(context, plan)
    context.expectSame(await context.send({ ...plan, credential, mayBeReplay: true }), first, rule)
  })
  return ofAlternative(operation, requirement, testCase)
}
