import { ruleIds } from '../../rules/ids.ts'
import { canEncode, encode } from '../../../serialization/index.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { describedSamples } from './bodies.ts'
import { clauseCase } from './clause-case.ts'
import { isReplayObservable, REPLAY_NOT_OBSERVABLE } from './replay-observable.ts'

/** More bytes than a column of type TEXT has in MySQL. */
const LONG = 65_536

/** Makes a case that replays a request whose response is long, if it repeats the body. */
export function longBodies(input: CaseInput): Case[] {
  const { operation } = input
  const content = operation.body?.content.find(canEncode)
  if (content === undefined) return []
  const body = describedSamples(input, content)
    .filter(({ valid }) => valid)
    .map(({ value }) => encode(content, value))
    .find(({ bytes }) => bytes.length > LONG)
  if (body === undefined) return []
  const replayed = clauseCase(operation, 'replay with a long body', ['replay'], async (context) => {
    const plan = { resource: await context.resource(), key: context.key(), body }
    const first = await context.send(plan)
    if (!context.succeeded(first)) throw new CaseSkipped('a long body was rejected')
    if (!(await isReplayObservable(context, plan, first))) throw new CaseSkipped(REPLAY_NOT_OBSERVABLE)
    const again = await context.send({ ...plan, mayBeReplay: true })
    context.expectSame(again, first, ruleIds.idempotency(operation, 'replay'))
  })
  return [replayed]
}
