import { UsageError } from '../../command/index.ts'
import type { Answer, Operation } from '../../description/index.ts'
import { answerFits, describesBeside, refusalAnswers, unknownIdAnswers } from '../expected/expected.ts'
import { isGuarded, NO_CREDENTIAL } from '../http/credentials.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { buildRequest } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import type { Stage } from '../run/case-context.ts'
import { addressOf } from '../http/target.ts'
import type { Reach } from './probe.ts'
import { sameToEverything } from './identical-responses.ts'

/** A request of an operation, and what came. */
export interface Probe {
  readonly operation: Operation
  readonly plan: RequestPlan
  readonly answer: ReceivedResponse
}

/** @throws UsageError where the target says to everything what the description does not know */
export async function refuseSameToEverything(stage: Stage, probe: Probe, reach: Reach): Promise<void> {
  const said = await sameToEverything(probe.operation, probe.plan, probe.answer, reach)
  if (said === undefined) return
  throw new UsageError(
    `Cannot run: ${addressOf(stage.target)} answers everything alike, as the description does not know it (${stage.secrets.mask(said)}). Is the implementation running, is this its base URL, and the key its own?`,
  )
}

/** @throws UsageError where the operation's path is one that the target does not know, whoever asks */
export async function refuseUnknownPath(stage: Stage, probe: Probe, reach: Reach): Promise<void> {
  const { operation, plan, answer } = probe
  const { target, context } = stage
  if (!describesBeside(operation, 'route') || !isGuarded(operation)) return
  const isOfPath = (response: ReceivedResponse): boolean => {
    const fits = (answers: readonly Answer[]): boolean =>
      answers.some((one) => answerFits(context.description, one, { operation, response }))
    return fits(refusalAnswers(operation, { in: 'route' }).answers) && !fits(unknownIdAnswers(operation))
  }
  if (!isOfPath(answer)) return
  // Behind a path that is known, who comes without a key is told so.
  if (!isOfPath(await reach({ ...plan, credential: NO_CREDENTIAL }))) return
  const { path } = buildRequest(operation, plan, target)
  throw new UsageError(
    `Cannot run: ${target.baseUrl.origin} answers ${operation.method} ${path} as a path that it does not know (${answer.status}). Is ${addressOf(target)} its base URL?`,
  )
}
