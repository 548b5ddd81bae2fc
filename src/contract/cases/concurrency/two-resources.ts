import type { Operation } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import { expectOneSuccess, expectLosers, sendAtOnce } from './exchanges.ts'
import { roundsCase } from './rounds.ts'

/** Makes a case in which one of two requests with one key, for two resources, is executed. */
export function twoResourcesCase(operation: Operation): Case {
  const rule = ruleIds.idempotency(operation, 'mismatch/path')
  const { inProgress, mismatch } = operation.idempotency ?? {}
  const expectedRejections = [...(inProgress?.responses ?? []), ...(mismatch?.responses ?? [])]
  const name = 'concurrent requests for two resources with one key'
  return roundsCase(operation, name, [rule], async (context) => {
    const resources = [await context.resource(), await context.resource()]
    const key = context.key()
    const exchanges = await sendAtOnce(
      context,
      resources.map((resource) => ({ resource, key, mayBeReplay: true })),
    )
    if (!expectOneSuccess(context, exchanges, rule)) return false
    const losers = exchanges.filter((exchange) => !context.succeeded(exchange))
    expectLosers(context, losers, rule, expectedRejections)
    return true
  })
}
