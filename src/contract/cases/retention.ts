import { durationMs } from '../../description/index.ts'
import { ruleIds } from '../rules/ids.ts'
import { describeDifference, isSameResponse } from '../expected/diff.ts'
import { describeResponse } from '../expected/describe.ts'
import { causeOfReplay } from '../expected/response-causes.ts'
import type { CaseContext, EarlyExchange } from './case-context.ts'
import { CaseSkipped } from './case-skipped.ts'
import type { MakeCases } from './case-factory.ts'
import { makeCase } from './case-factory.ts'
import type { Bodies } from './idempotency/bodies.ts'
import { bodiesOf } from './idempotency/bodies.ts'
import { isReplayObservable, REPLAY_NOT_OBSERVABLE } from './idempotency/replay-observable.ts'

/**
 * Replays the first keys of a run at its end. The description says how long a response is stored: a store that keeps a
 * number of responses, or as many as its memory can hold, has forgotten them by then.
 */
export const retention: MakeCases = (input) => {
  const { operation } = input
  const { stores = [] } = operation.idempotency ?? {}
  if (!stores.includes('success')) return []
  const bodies = bodiesOf(input)
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
        for (const one of early)
          if (await isKeptFromReuse(context, one, bodies)) await replayLate(context, one)
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

/**
 * Sends another body with the key of an early rejection, before its replay, which would store it again. Executed again, a
 * rejection is often the same, so that its replay does not show whether it is still stored: the rejection of another body
 * does.
 *
 * @returns false if the key was not stored
 */
async function isKeptFromReuse(
  context: CaseContext,
  { plan, exchange }: EarlyExchange,
  bodies: Pick<Bodies, 'first' | 'other'>,
): Promise<boolean> {
  const { operation } = context
  const { mismatch } = operation.idempotency ?? {}
  const sent = Buffer.from(exchange.request.body ?? '')
  const other = [bodies.first.body, bodies.other?.body].find(
    (body) => body !== null && body !== undefined && !sent.equals(body.bytes),
  )
  if (exchange.response.status < 300 || other === undefined) return true
  if (mismatch?.differs.includes('body') !== true) return true
  const reused = await context.send({ ...plan, body: other, mayBeReplay: true })
  return context.expect(reused, mismatch.responses, ruleIds.idempotency(operation, 'stores/rejection'))
}
