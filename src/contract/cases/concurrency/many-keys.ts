import type { Operation } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import { expectOneSuccess, expectLosers, sendAtOnce } from './exchanges.ts'
import { REQUESTS, roundsCase } from './rounds.ts'

/** Makes a case in which one of several requests for the same resource has an effect. */
export function manyKeysCase(operation: Operation, state: string, isFirst: boolean): Case {
  const rule = ruleIds.lifecycle(operation, 'once')
  const { to = '', states = {} } = operation.lifecycle ?? {}
  const expectedRejections = states[to]?.responses ?? []
  // The response to a request that came too late is a matter of the state, not of the race.
  const losersRule = states[to] === undefined ? rule : ruleIds.lifecycleState(operation, to)
  const name = `${REQUESTS} concurrent requests with ${REQUESTS} keys${isFirst ? '' : `, ${state}`}`
  return roundsCase(operation, name, [rule], async (context) => {
    const resource = await context.resource(state)
    const plans = Array.from({ length: REQUESTS }, () => ({ resource, key: context.key() }))
    const exchanges = await sendAtOnce(context, plans)
    if (!expectOneSuccess(context, exchanges, rule)) return false
    const losers = exchanges.filter((exchange) => !context.succeeded(exchange))
    expectLosers(context, losers, losersRule, expectedRejections)
    return true
  })
}
