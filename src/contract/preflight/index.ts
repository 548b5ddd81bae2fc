import { isDeepStrictEqual } from 'node:util'
import { UsageError } from '../../command/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { usualState } from '../cases/lifecycle-states.ts'
import { namesResource, rejectionResponses } from '../expected/expected-responses.ts'
import { CaseSkipped } from '../cases/case.ts'
import { credentialFor, requiresCredentials, preferredRequirement } from '../http/credentials.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { FixtureError } from '../fixtures/error.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { completePlan } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { makeResource } from '../fixtures/create.ts'
import type { RunContext } from '../run/case-context.ts'
import { otherAccountOf } from '../http/target.ts'
import { rejectIdenticalResponses, rejectUnknownPath } from './base-url.ts'
import { createProbeSender } from './probe.ts'

/**
 * Makes sure that the target can be judged: it answers, the fixtures make resources, and the keys open the door.
 *
 * @throws UsageError where not, with what to do
 */
export async function preflight(runContext: RunContext): Promise<void> {
  const { target, checkContext: context, fromExamples } = runContext
  const { description } = context
  const operation = selectProbeOperation(description)
  const state = usualState(operation)
  const sendProbe = createProbeSender(runContext, operation)
  // Before the fixtures are asked: an unreachable target would be blamed on them.
  const probePlan: RequestPlan = {
    resource: Object.fromEntries(operation.parameters.map(({ object }) => [object.name, 'preflight'])),
  }
  const response = await sendProbe(probePlan)
  const resource = await makeResource(runContext, operation, state).catch(async (error: unknown) => {
    if (!(error instanceof FixtureError)) throw error
    await rejectIdenticalResponses(runContext, { operation, plan: probePlan, response }, sendProbe)
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
  const plain = { operation, plan, response: await sendProbe(plan) }
  // Without fixtures the resource may be unknown, and a description need not say how that is told.
  const mayBeUnknown = fromExamples && plain.response.status === 404 && !namesResource(operation)
  if (!mayBeUnknown) await rejectIdenticalResponses(runContext, plain, sendProbe)
  await rejectUnknownPath(runContext, plain, sendProbe)
  const rejectionStatuses = rejectionResponses(operation, { in: 'security' }).expectedResponses.map(
    ({ status }) => status,
  )
  const isRejected = ({ status }: ReceivedResponse): boolean =>
    requiresCredentials(operation) && rejectionStatuses.includes(String(status))
  if (isRejected(plain.response)) {
    throw new UsageError(
      `Cannot run: the API key was refused (${plain.response.status}) for a plain valid request. Check --api-key, and that it belongs to this server.`,
    )
  }
  await rejectSharedResource(runContext, operation, state, resource)
  // Whether the other key is one at all shows where there is nothing that it may not see.
  if (target.otherApiKey === undefined || isRejected(response)) return
  const other = await sendProbe({
    ...probePlan,
    credential: credentialFor(preferredRequirement(operation), otherAccountOf(target)),
  })
  if (isRejected(other)) {
    throw new UsageError(
      `Cannot run: the other API key was refused (${other.status}). Check --other-api-key, and that it belongs to this server.`,
    )
  }
}

/** @throws UsageError where the fixture module makes the same resource again, though each case uses one up */
async function rejectSharedResource(
  runContext: RunContext,
  operation: Operation,
  state: string,
  resource: PathParameters,
): Promise<void> {
  if (runContext.fromExamples || operation.lifecycle === undefined) return
  if (!isDeepStrictEqual(await makeResource(runContext, operation, state), resource)) return
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
    return completePlan(operation, { resource }, document)
  } catch (error) {
    if (error instanceof CaseSkipped) return undefined
    throw error
  }
}

/** The operation to knock with: one that wants the key and can be asked, and reads where there is such a one. */
function selectProbeOperation(description: Description): Operation {
  const { operations } = description
  const sendable = operations.filter((one) => plainRequest(one, {}, description) !== undefined)
  const guarded = sendable.filter(requiresCredentials)
  const candidates = [guarded, sendable, operations].find((some) => some.length > 0) ?? []
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
