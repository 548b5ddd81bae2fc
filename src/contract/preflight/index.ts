import { isDeepStrictEqual } from 'node:util'
import { UsageError } from '../../command/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { usualState } from '../cases/lifecycle-states.ts'
import { namesResource, refusalAnswers } from '../expected/expected.ts'
import { NotReached } from '../cases/case.ts'
import { fulfil, isGuarded, preferred } from '../http/credentials.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { FixtureError } from '../fixtures/error.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { complete } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { makeResource } from '../fixtures/create.ts'
import type { Stage } from '../run/case-context.ts'
import { otherAccountOf } from '../http/target.ts'
import { refuseSameToEverything, refuseUnknownPath } from './base-url.ts'
import { reachOf } from './probe.ts'

/**
 * Makes sure that the target can be judged: it answers, the fixtures make resources, and the keys open the door.
 *
 * @throws UsageError where not, with what to do
 */
export async function preflight(stage: Stage): Promise<void> {
  const { target, context, fromExamples } = stage
  const { description } = context
  const operation = probeOf(description)
  const state = usualState(operation)
  const reach = reachOf(stage, operation)
  // Before the fixtures are asked: an unreachable target would be blamed on them.
  const knock: RequestPlan = {
    resource: Object.fromEntries(operation.parameters.map(({ object }) => [object.name, 'preflight'])),
  }
  const answer = await reach(knock)
  const resource = await makeResource(stage, operation, state).catch(async (error: unknown) => {
    if (!(error instanceof FixtureError)) throw error
    await refuseSameToEverything(stage, { operation, plan: knock, answer }, reach)
    throw new UsageError(`Cannot run: the fixture module: ${error.message}`)
  })
  if (resource === undefined) {
    // Other operations may want other resources.
    if (fromExamples || description.operations.length > 1) return
    throw new UsageError(
      `Cannot run: the fixture module makes no resource in \`${state}\`, without which nothing can be judged.`,
    )
  }
  const plan = plainRequest(operation, resource, description)
  if (plan === undefined) return
  const plain = { operation, plan, answer: await reach(plan) }
  // Without fixtures the resource may be unknown, and a description need not say how that is told.
  const mayBeUnknown = fromExamples && plain.answer.status === 404 && !namesResource(operation)
  if (!mayBeUnknown) await refuseSameToEverything(stage, plain, reach)
  await refuseUnknownPath(stage, plain, reach)
  const refusals = refusalAnswers(operation, { in: 'security' }).answers.map(({ status }) => status)
  const isRefused = ({ status }: ReceivedResponse): boolean =>
    isGuarded(operation) && refusals.includes(String(status))
  if (isRefused(plain.answer)) {
    throw new UsageError(
      `Cannot run: the API key was refused (${plain.answer.status}) for a plain valid request. Check --api-key, and that it belongs to this server.`,
    )
  }
  await refuseSharedResource(stage, operation, state, resource)
  // Whether the other key is one at all shows where there is nothing that it may not see.
  if (target.otherApiKey === undefined || isRefused(answer)) return
  const other = await reach({ ...knock, credential: fulfil(preferred(operation), otherAccountOf(target)) })
  if (isRefused(other)) {
    throw new UsageError(
      `Cannot run: the other API key was refused (${other.status}). Check --other-api-key, and that it belongs to this server.`,
    )
  }
}

/** @throws UsageError where the fixture module makes the same resource again, though each case uses one up */
async function refuseSharedResource(
  stage: Stage,
  operation: Operation,
  state: string,
  resource: PathParameters,
): Promise<void> {
  if (stage.fromExamples || operation.lifecycle === undefined) return
  if (!isDeepStrictEqual(await makeResource(stage, operation, state), resource)) return
  throw new UsageError(
    `Cannot run: the fixture module: create('${state}') made the same resource twice, ${JSON.stringify(resource)}. Each case needs one of its own.`,
  )
}

/** The plain valid request of an operation; undefined where none can be made. */
function plainRequest(
  operation: Operation,
  resource: PathParameters,
  { document }: Description,
): RequestPlan | undefined {
  try {
    return complete(operation, { resource }, document)
  } catch (error) {
    if (error instanceof NotReached) return undefined
    throw error
  }
}

/** The operation to knock with: one that wants the key and can be asked, and reads where there is such a one. */
function probeOf(description: Description): Operation {
  const { operations } = description
  const askable = operations.filter((one) => plainRequest(one, {}, description) !== undefined)
  const guarded = askable.filter(isGuarded)
  const candidates = [guarded, askable, operations].find((some) => some.length > 0) ?? []
  const probe = candidates.find(({ method }) => method === 'GET') ?? candidates[0]
  if (probe === undefined) {
    const { file } = description.source('')
    throw new UsageError(`${file}: it describes no operation under \`paths\`, so there is nothing to judge.`)
  }
  return probe
}

/** What a fixture module's failure in the middle of a run says. */
export function explainFixtureError(error: FixtureError): UsageError {
  return new UsageError(`Cannot go on: the fixture module failed: ${error.message}`)
}
