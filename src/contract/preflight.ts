import { UsageError } from '../command/index.ts'
import { refusalAnswers } from './answers.ts'
import type { FixtureError } from './fixture-error.ts'
import type { PathParameters } from './fixture.ts'
import { firstLine } from './load-fixtures.ts'
import { buildRequest } from './request.ts'
import { UnreachableError } from './send.ts'
import { allowedState } from './story.ts'
import type { Stage } from './story.ts'

/**
 * Makes sure that the target can be judged: it answers, the fixtures make a resource, and the key opens the door.
 *
 * @throws UsageError where not, with what to do
 */
export async function preflight(stage: Stage, hasFixtures: boolean): Promise<void> {
  const { target, sender, fixtures, context } = stage
  const [operation] = context.description.operations
  if (operation === undefined) throw new UsageError('The description has no operation.')
  const state = allowedState(operation)
  const where = { baseUrl: target.baseUrl.href.replace(/\/$/, ''), apiKey: target.apiKey, fetch }
  const reach = async (resource: PathParameters): Promise<number> => {
    try {
      return (await sender.send(buildRequest(operation, { resource }, target))).status
    } catch (error) {
      if (error instanceof UnreachableError) throw new UsageError(`Cannot run: ${error.message}.`)
      throw error
    }
  }
  // Before the fixtures are asked: an unreachable target would be blamed on them.
  await reach({ ...Object.fromEntries(operation.parameters.map(({ object }) => [object.name, 'preflight'])) })
  const resource = await fixtures.create(state, where).catch((error: unknown) => {
    throw new UsageError(
      `Cannot run: the fixture module failed to make a resource in \`${state}\`: ${firstLine(error)}`,
    )
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

/** What a fixture module's failure in the middle of a run says. */
export function explainFixtureError(error: FixtureError): UsageError {
  return new UsageError(`Cannot go on: the fixture module failed: ${error.message}`)
}
