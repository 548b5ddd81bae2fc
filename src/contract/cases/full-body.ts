import type { Content } from '../../description/index.ts'
import { canCarryBody, canEncode, encode } from '../../serialization/index.ts'
import type { PathParameters } from '../fixtures/types.ts'
import type { CaseContext } from './case-context.ts'
import type { CaseInput, PartialPlan } from './case-factory.ts'
import { bodiesOf, validExamples } from './idempotency/bodies.ts'
import { isRecord } from '../../schema/index.ts'

/**
 * Returns plans with valid bodies that each set as much as the named examples do together: of two values for a property,
 * that of one example, so each value is in one of the bodies. Their values must be accepted, because the examples have
 * them. Without examples it is the first body that the cases make, and empty if the operation has none.
 */
export function fullBodies(input: CaseInput): [PartialPlan, ...PartialPlan[]] {
  const content = input.operation.body?.content.find(canEncode)
  if (content === undefined) return [{}]
  const [first, ...others] = mergedExamples(input, content).map((value) => ({ body: encode(content, value) }))
  return first === undefined ? [bodiesOf(input).first] : [first, ...others]
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

function mergedExamples(input: CaseInput, content: Content): Record<string, unknown>[] {
  const { document } = input.description
  const examples = validExamples(input, content).filter(isRecord)
  const merged = examples.map((example) =>
    [...examples.toReversed(), example].reduce((all, one) => ({ ...all, ...one }), {}),
  )
  const distinct = new Map(merged.map((value) => [JSON.stringify(value), value]))
  return [...distinct.values()].filter((value) => {
    const isSendable = content.schema === undefined || input.schemas.isDefinitelyValid(content.schema, value)
    return Object.keys(value).length > 0 && isSendable && canCarryBody(document, content, value)
  })
}
