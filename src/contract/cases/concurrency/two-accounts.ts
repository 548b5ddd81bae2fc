import type { Operation } from '../../../description/index.ts'
import { credentialFor } from '../../http/credentials.ts'
import { requirementFor } from '../../http/requirements.ts'
import { otherAccountOf } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'
import { sendAtOnce } from './exchanges.ts'

/** The number of requests of each account. */
const EACH = 2

/**
 * Makes a case in which two accounts use the same keys at the same time. A server may store responses by account, but
 * look for a request in progress by the key alone.
 */
export function twoAccountsCase(operation: Operation): Case {
  const rule = ruleIds.idempotency(operation, 'scope')
  return makeCase({
    family: 'concurrency',
    operation,
    name: 'two accounts with the same keys',
    rules: [rule],
    needsOtherKey: true,
    stateful: true,
    serial: true,
    run: async (context) => {
      const { target } = context
      const credential = credentialFor(requirementFor(operation, target), otherAccountOf(target))
      const keys = Array.from({ length: EACH }, () => context.key())
      const own = keys.map(async (key) => ({ key, resource: await context.resource() }))
      const others = keys.map(async (key) => ({
        key,
        resource: await context.resource(undefined, target.otherApiKey),
        credential,
      }))
      const exchanges = await sendAtOnce(context, await Promise.all([...own, ...others]))
      if (!exchanges.every((exchange) => context.succeeded(exchange))) {
        const resource = await context.resource(undefined, target.otherApiKey)
        await context.controlRequest({ resource, credential })
      }
      for (const exchange of exchanges) context.expectSuccess(exchange, rule)
    },
  })
}
