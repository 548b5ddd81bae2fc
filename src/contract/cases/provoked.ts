import { NotReached } from './case.ts'
import type { Case } from './case.ts'
import type { MakeCases } from './family.ts'
import { makeCase } from './family.ts'

/** Answers that no request can ask for; the fixture module can, where the server has a way. */
export const provoked: MakeCases = ({ operation }) => {
  const rule = (name: string): string => `${operation.id}/idempotency/${name}`
  const saved = operation.idempotency?.saves.includes('failure') === true
  const freed = operation.idempotency?.leavesFree.includes('rate-limit') === true
  return operation.responses
    .map(({ status }) => status)
    .filter((status) => /^(?:429|5\d\d)$/.test(status))
    .map((status): Case => {
      const saves = saved && status === '500'
      const frees = freed && status === '429'
      const rules = [
        ...(saves ? [rule('saves/failure')] : []),
        ...(frees ? [rule('leavesFree/rate-limit')] : []),
      ]
      return makeCase({
        family: 'provoked',
        operation,
        name: status,
        rules: [`${operation.id}/responses/${status}`, ...rules],
        stateful: true,
        run: async (story) => {
          const plan = { resource: await story.provoke(status), key: story.key(), provoked: true }
          // Where the limit itself is not asked for, it is waited out.
          const first = await story.send(plan, { obey: status !== '429' })
          if (!story.expect(first, [{ status }])) return
          if (saves)
            story.expectSame(await story.send({ ...plan, mayBeReplay: true }), first, rule('saves/failure'))
          if (!frees) return
          const later = await story.send({ ...plan, provoked: false })
          // A limit that goes on holds off a key that was never used as well.
          if (later.response.status === 429) {
            const fresh = await story.send({ ...plan, key: story.key(), provoked: false })
            if (fresh.response.status === 429) throw new NotReached('the limit that was provoked did not end')
          }
          story.expectSuccess(later, rule('leavesFree/rate-limit'))
        },
      })
    })
}
