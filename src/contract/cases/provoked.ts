import { CaseSkipped } from './case-skipped.ts'
import type { Case } from './case.ts'
import type { MakeCases } from './case-factory.ts'
import { makeCase } from './case-factory.ts'

/** Answers that no request can ask for; the fixture module can, where the server has a way. */
export const provoked: MakeCases = ({ operation }) => {
  const rule = (name: string): string => `${operation.id}/idempotency/${name}`
  const storesFailures = operation.idempotency?.stores.includes('failure') === true
  const releasesRateLimited = operation.idempotency?.releases.includes('rate-limit') === true
  return operation.responses
    .map(({ status }) => status)
    .filter((status) => /^(?:429|5\d\d)$/.test(status))
    .map((status): Case => {
      const stores = storesFailures && status === '500'
      const releases = releasesRateLimited && status === '429'
      const rules = [
        ...(stores ? [rule('stores/failure')] : []),
        ...(releases ? [rule('releases/rate-limit')] : []),
      ]
      return makeCase({
        family: 'provoked',
        operation,
        name: status,
        rules: [`${operation.id}/responses/${status}`, ...rules],
        stateful: true,
        run: async (context) => {
          const plan = { resource: await context.provoke(status), key: context.key(), provoked: true }
          // Where the limit itself is not asked for, it is waited out.
          const first = await context.send(plan, { waitForRateLimit: status !== '429' })
          if (!context.expect(first, [{ status }])) return
          if (stores)
            context.expectSame(
              await context.send({ ...plan, mayBeReplay: true }),
              first,
              rule('stores/failure'),
            )
          if (!releases) return
          const later = await context.send({ ...plan, provoked: false })
          // A limit that goes on holds off a key that was never used as well.
          if (later.response.status === 429) {
            const fresh = await context.send({ ...plan, key: context.key(), provoked: false })
            if (fresh.response.status === 429)
              throw new CaseSkipped('the limit that was provoked did not end')
          }
          context.expectSuccess(later, rule('releases/rate-limit'))
        },
      })
    })
}
