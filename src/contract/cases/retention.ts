import { durationMs } from '../../description/index.ts'
import { ruleIds } from '../rules/ids.ts'
import { describeDifference, isSameResponse } from '../expected/diff.ts'
import { describeResponse } from '../expected/describe.ts'
import { causeOfReplay } from '../expected/response-causes.ts'
import type { CaseContext, EarlyExchange } from './case-context.ts'
import { CaseSkipped } from './case-skipped.ts'
import type { MakeCases } from './case-factory.ts'
import { makeCase } from './case-factory.ts'
import { isReplayObservable, REPLAY_NOT_OBSERVABLE } from './idempotency/replay-observable.ts'

/**
 * Replays the first keys of a run at its end. The description says how long a response is stored: a store that keeps a
 * number of responses, or as many as its memory can hold, has forgotten them by then.
 */
export const retention: MakeCases = ({ operation }) => {
  const { stores = [] } = operation.idempotency ?? {}
  if (!stores.includes('success')) return []
  const replay = ruleIds.idempotency(operation, 'replay')
  return [
    makeCase({
      family: 'retention',
      operation,
      name: 'the first keys of the run, at its end',
      rules: [
        replay,
        ...(stores.includes('rejection') ? [ruleIds.idempotency(operation, 'stores/rejection')] : []),
      ],
      stateful: true,
      serial: true,
      run: async (context) => {
        const early = context.earlyExchanges().filter(isStillStored)
        if (early.length === 0) throw new CaseSkipped('needs the other cases of the run')
        for (const one of early) await replayLate(context, one)
      },
    }),
  ]
}

/** Returns whether the response of an early request is far from the end of its retention. */
function isStillStored({ exchange }: EarlyExchange): boolean {
  const retentionMs = durationMs(exchange.operation.idempotency?.retention ?? '')
  return Date.now() - exchange.sentAt < retentionMs / 2
}

async function replayLate(context: CaseContext, early: EarlyExchange): Promise<void> {
  const { plan, exchange: first } = early
  const { operation, description } = context
  const isSuccess = first.response.status < 300
  const others = context.requestsSince(early)
  const again = await context.send({ ...plan, mayBeReplay: true })
  const isSame = isSameResponse(again, first)
  if (isSame && isSuccess && !(await isReplayObservable(context, plan, first)))
    throw new CaseSkipped(REPLAY_NOT_OBSERVABLE)
  context.record(
    ruleIds.idempotency(operation, isSuccess ? 'replay' : 'stores/rejection'),
    isSame,
    () => `the stored response, also after ${others} other requests: ${describeResponse(description, first)}`,
    () => describeDifference(again, first) ?? describeResponse(description, again),
    causeOfReplay(description, again, first),
  )
}
