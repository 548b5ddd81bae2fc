import type { ExpectedResponse } from '../../../description/index.ts'
import type { Credential } from '../../http/credentials.ts'
import type { PathParameters } from '../../fixtures/types.ts'
import { excerpt } from '../../../schema/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import { isDefinitelyValidSegment } from '../../../serialization/index.ts'
import { unknownIdLike } from '../unknown-id.ts'
import { hasSharedValue, responseFieldsOf } from './response-fields.ts'
import type { ResponseFields } from './response-fields.ts'

/** The number of comparisons after which a difference is no chance, such as the turns of two machines. */
const ATTEMPTS = 7

/**
 * Expects that the response to an existing id of another account looks like the response to an id that was never
 * issued. Each attempt sends the existing id between two unknown ids. A field reveals the resource if
 * - it is the same in both unknown responses (so it is no request id or time),
 * - and no response to an unknown id ever had the value that it has in the response to the existing id.
 *
 * @returns whether no field reveals the resource
 */
export async function expectUnknownIdResponse(
  context: CaseContext,
  resource: PathParameters,
  credential: Credential,
  expectedResponses: readonly ExpectedResponse[],
): Promise<boolean> {
  const isComparable = hasUnknownIds(context, resource)
  const unknownIdFields: ResponseFields[] = []
  const resourceFields: ResponseFields[] = []
  let revealingNames: string[] | undefined
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = isComparable ? await sendUnknownId(context, resource, credential) : undefined
    const exchange = await context.send({ resource, credential })
    if (!context.expect(exchange, expectedResponses)) return false
    if (before === undefined) return true
    const fields = responseFieldsOf(exchange, Object.values(resource))
    const after = await sendUnknownId(context, resource, credential)
    unknownIdFields.push(before, after)
    resourceFields.push(fields)
    const names = revealingNames ?? [...new Set([...before.keys(), ...fields.keys()])]
    revealingNames = names.filter(
      (name) =>
        before.get(name) === after.get(name) && !hasSharedValue(name, unknownIdFields, resourceFields),
    )
    if (revealingNames.length === 0) return true
  }
  const name = revealingNames?.[0] ?? ''
  const describeField = (value: unknown): string =>
    value === undefined ? `no ${name}` : `${name} ${excerpt(value)}`
  return context.record(
    ruleIds.security(context.operation, 'isolation'),
    false,
    () => `the response to an unknown id, with ${describeField(unknownIdFields.at(-1)?.get(name))}`,
    () => describeField(resourceFields.at(-1)?.get(name)),
  )
}

async function sendUnknownId(
  context: CaseContext,
  resource: PathParameters,
  credential: Credential,
): Promise<ResponseFields> {
  const ids = Object.entries(resource).map(([name, id]) => [name, unknownIdLike(id)] as const)
  const exchange = await context.send({ resource, rawPath: Object.fromEntries(ids), credential })
  return responseFieldsOf(exchange, [
    ...ids.map(([, id]) => decodeURIComponent(id)),
    ...Object.values(resource),
  ])
}

/** Returns whether each id has a similar one that is valid and certainly unknown. A short name may exist. */
function hasUnknownIds(context: CaseContext, resource: PathParameters): boolean {
  const { description, schemas } = context
  const reader = { document: description.document, schemas }
  return context.operation.parameters.every((parameter) => {
    const id = resource[parameter.object.name]
    if (parameter.object.in !== 'path' || id === undefined) return true
    const other = unknownIdLike(id)
    return other !== encodeURIComponent(id) && isDefinitelyValidSegment(reader, parameter, other)
  })
}
