import type { Operation } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import { expectOneSuccess, expectLosers, sendAtOnce } from './exchanges.ts'
import { REQUESTS, roundsCase } from './rounds.ts'

/**
 * Makes a case in which one of several requests for the same resource has an effect. Where a key is optional, those of
 * the second round have none: a server may look for others only where it looks for the key.
 */
export function manyKeysCase(operation: Operation, state: string, isFirst: boolean): Case {
  const rule = ruleIds.lifecycle(operation, 'once')
  const { to = '', states = {} } = operation.lifecycle ?? {}
  const expectedRejections = states[to]?.responses ?? []
  // The response to a request that came too late is a matter of the state, not of the race.
  const losersRule = states[to] === undefined ? rule : ruleIds.lifecycleState(operation, to)
  const isOptional = operation.parameters.some(
    ({ object }) => object.name === operation.idempotency?.header && object.required !== true,
  )
  const name = `${REQUESTS} concurrent requests with ${REQUESTS} keys${isFirst ? '' : `, ${state}`}`
  return roundsCase(operation, name, [rule], async (context, round) => {
    const resource = await context.resource(state)
    const plans = Array.from({ length: REQUESTS }, () => ({
      resource,
      key: isOptional && round === 1 ? null : context.key(),
    }))
    const exchanges = await sendAtOnce(context, plans)
    if (!expectOneSuccess(context, exchanges, rule)) return false
    const losers = exchanges.filter((exchange) => !context.succeeded(exchange))
    expectLosers(context, losers, losersRule, expectedRejections)
    return true
  })
}
