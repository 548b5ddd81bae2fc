import { UsageError } from '../command/index.ts'
import { refusalAnswers } from './answers.ts'
import type { Operation } from '../description/index.ts'
import { FixtureError } from './fixture-error.ts'
import type { PathParameters } from './fixture.ts'
import { buildRequest, complete } from './request.ts'
import { makeResource } from './resource.ts'
import { RateLimitedError, UnreachableError } from './send.ts'
import { allowedState } from './story.ts'
import type { Stage } from './story.ts'

/**
 * Makes sure that the target can be judged: it answers, the fixtures make a resource, and the key opens the door.
 *
 * @throws UsageError where not, with what to do
 */
export async function preflight(stage: Stage, hasFixtures: boolean): Promise<void> {
  const { target, sender, context } = stage
  const operation = probeOf(context.description.operations)
  const state = allowedState(operation)
  const reach = async (resource: PathParameters): Promise<number> => {
    const plan = complete(operation, { resource }, context.description.document)
    try {
      return (await sender.send(buildRequest(operation, plan, target))).status
    } catch (error) {
      if (error instanceof UnreachableError) throw new UsageError(`Cannot run: ${error.message}.`)
      if (error instanceof RateLimitedError)
        throw new UsageError(`Cannot run: ${target.baseUrl.origin} ${error.message}.`)
      if ((error as NodeJS.ErrnoException).code === 'ERR_INVALID_CHAR')
        throw new UsageError('Cannot run: the API key holds characters that no header can carry.')
      throw error
    }
  }
  // Before the fixtures are asked: an unreachable target would be blamed on them.
  await reach(Object.fromEntries(operation.parameters.map(({ object }) => [object.name, 'preflight'])))
  const resource = await makeResource(stage, operation, state).catch((error: unknown) => {
    if (!(error instanceof FixtureError)) throw error
    throw new UsageError(`Cannot run: the fixture module: ${error.message}`)
  })
  if (resource === undefined) {
    if (!hasFixtures) return
    throw new UsageError(
      `Cannot run: the fixture module makes no resource in \`${state}\`, without which nothing can be judged.`,
    )
  }
  const status = await reach(resource)
  const refusals = refusalAnswers(operation, { in: 'security' }).answers.map((answer) => answer.status)
  if (operation.security.length > 0 && refusals.includes(String(status))) {
    throw new UsageError(
      `Cannot run: the API key was refused (${status}) for a plain valid request. Check --api-key, and that it belongs to this server.`,
    )
  }
}

/** The operation to knock with: one that wants the key, and reads where there is such a one. */
function probeOf(operations: readonly Operation[]): Operation {
  const guarded = operations.filter(({ security }) => security.length > 0)
  const candidates = guarded.length > 0 ? guarded : operations
  const probe = candidates.find(({ method }) => method === 'GET') ?? candidates[0]
  if (probe === undefined) throw new UsageError('The description has no operation.')
  return probe
}

/** What a fixture module's failure in the middle of a run says. */
export function explainFixtureError(error: FixtureError): UsageError {
  return new UsageError(`Cannot go on: the fixture module failed: ${error.message}`)
}
