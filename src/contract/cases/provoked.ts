import type { Operation } from '../../description/index.ts'
import type { RequestPlan } from '../http/request.ts'
import { canBeProvoked } from '../rules/add.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import type { CaseContext } from './case-context.ts'
import { CaseSkipped } from './case-skipped.ts'
import type { Case } from './case.ts'
import type { MakeCases } from './case-factory.ts'
import { makeCase } from './case-factory.ts'

/** Tests the responses that no request can cause for sure. The fixture module may provoke them. */
export const provoked: MakeCases = ({ operation }) =>
  operation.responses
    .map(({ status }) => status)
    .filter(canBeProvoked)
    .map((status) => provokedCase(operation, status))

function provokedCase(operation: Operation, status: string): Case {
  const { idempotency } = operation
  const storesFailure = ruleIds.idempotency(operation, 'stores/failure')
  const inProgress = ruleIds.idempotency(operation, 'inProgress')
  const outcome = status === '409' ? 'conflict' : 'rate-limit'
  const releasesKey = ruleIds.idempotency(operation, `releases/${outcome}`)
  const stores = status === '500' && idempotency?.stores.includes('failure') === true
  const endsUse = status === '500' && idempotency?.stores.includes('failure') === false
  const releases = /^4/.test(status) && idempotency?.releases.includes(outcome) === true
  return makeCase({
    family: 'provoked',
    operation,
    name: status,
    rules: [
      ruleIds.response(operation, status),
      ...(stores ? [storesFailure] : []),
      ...(endsUse ? [inProgress] : []),
      ...(releases ? [releasesKey] : []),
    ],
    stateful: true,
    run: async (context) => {
      const plan = { resource: await context.provoke(status), key: context.key(), provoked: true }
      // Any other rate limit is waited for.
      const first = await context.send(plan, { provokes: status })
      if (!context.expect(first, [{ status }])) return
      if (stores) context.expectSame(await context.send({ ...plan, mayBeReplay: true }), first, storesFailure)
      if (endsUse) await expectEndOfUse(context, plan, inProgress)
      if (!releases) return
      const later = await context.send({ ...plan, provoked: false })
      // A limit that is still in force rejects an unused key as well.
      if (later.response.status === 429) {
        const fresh = await context.send({ ...plan, key: context.key(), provoked: false })
        if (fresh.response.status === 429) throw new CaseSkipped('the provoked rate limit did not end')
      }
      context.expectSuccess(later, releasesKey)
    },
  })
}

/**
 * Expects that a key is not in use any more after a failure. Whether the failure is stored is left open where `stores` does
 * not list it.
 */
async function expectEndOfUse(context: CaseContext, plan: RequestPlan, rule: RuleId): Promise<void> {
  const later = await context.send({ ...plan, mayBeReplay: true })
  const { responses } = context.operation.idempotency?.inProgress ?? { responses: [] }
  context.record(
    rule,
    !context.matches(responses, later),
    () => 'the stored failure, or the response to a new execution',
    () => `${String(later.response.status)}, as if the first request was still in progress`,
  )
}
