import type { Operation } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import { expectOneSuccess, expectOrBusy, sendAtOnce } from './exchanges.ts'
import { REQUESTS, roundsCase } from './rounds.ts'

/** Makes a case in which one of several requests for the same resource has an effect. */
export function manyKeysCase(operation: Operation, state: string, isFirst: boolean): Case {
  const rule = ruleIds.lifecycle(operation, 'once')
  const expectedRejections = operation.lifecycle?.states[operation.lifecycle.to]?.responses ?? []
  const name = `${REQUESTS} concurrent requests with ${REQUESTS} keys${isFirst ? '' : `, ${state}`}`
  return roundsCase(operation, name, [rule], async (context) => {
    const resource = await context.resource(state)
    const plans = Array.from({ length: REQUESTS }, () => ({ resource, key: context.key() }))
    const exchanges = await sendAtOnce(context, plans)
    if (!expectOneSuccess(context, exchanges, rule)) return false
    for (const exchange of exchanges.filter((one) => !context.succeeded(one)))
      expectOrBusy(context, exchange, rule, expectedRejections)
    return true
  })
}
