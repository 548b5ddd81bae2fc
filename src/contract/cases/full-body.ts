import type { Content } from '../../description/index.ts'
import { canCarryBody, canEncode, encode } from '../../serialization/index.ts'
import type { PathParameters } from '../fixtures/types.ts'
import type { CaseContext } from './case-context.ts'
import type { CaseInput, PartialPlan } from './case-factory.ts'
import { bodiesOf, validExamples } from './idempotency/bodies.ts'
import { isRecord } from '../../schema/index.ts'

/**
 * Returns a plan with a valid body that sets as much as the named examples do together: of two values for a property,
 * that of the first example. Its values must be accepted, because the examples have them. Without examples it is the
 * first body that the cases make, and empty if the operation has none.
 */
export function fullBody(input: CaseInput): PartialPlan {
  const content = input.operation.body?.content.find(canEncode)
  if (content === undefined) return {}
  const value = mergedExamples(input, content)
  return value === undefined ? bodiesOf(input).first : { body: encode(content, value) }
}

/**
 * Makes a valid request succeed: without the body on a server that rejects it, which other cases test.
 *
 * @returns what was sent
 * @throws ControlFailed if neither succeeds
 */
export async function sendAccepted(
  context: CaseContext,
  resource: PathParameters,
  body: PartialPlan,
): Promise<PartialPlan> {
  if (body.body !== undefined && context.succeeded(await context.send({ resource, ...body }))) return body
  await context.controlRequest({ resource })
  return {}
}

function mergedExamples(input: CaseInput, content: Content): Record<string, unknown> | undefined {
  const { document } = input.description
  const examples = validExamples(input, content).filter(isRecord)
  const merged = Object.assign({}, ...examples.toReversed()) as Record<string, unknown>
  const isSendable = content.schema === undefined || input.schemas.isDefinitelyValid(content.schema, merged)
  if (Object.keys(merged).length === 0 || !isSendable || !canCarryBody(document, content, merged))
    return undefined
  return merged
}
