import { escapeToken } from '../../../description/index.ts'
import type { ExpectedResponse, Operation, SecurityRequirement } from '../../../description/index.ts'
import { usualState } from '../lifecycle-states.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import { credentialFor, isSentInRequest } from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { PathParameters } from '../../fixtures/types.ts'
import { jsonOf } from '../../http/body.ts'
import { excerpt } from '../../../schema/index.ts'
import type { CaseContext } from '../case-context.ts'
import { otherAccountOf } from '../../http/target.ts'
import { isDefinitelyValidSegment } from '../../../serialization/index.ts'
import { makeCase } from '../case-factory.ts'
import { unknownIdLike } from '../identifiers.ts'

/**
 * Another account's key finds nothing here, whatever scheme carries it, and the resource stays as it was for its owner.
 * Only where the description says what an id gets that this credential does not see: elsewhere a resource may be
 * everybody's.
 */
export function isolation(operation: Operation): Case[] {
  const unknownIdRejection = operation.rejections.find(
    (rejection) => rejection.in === 'path' && rejection.keyword === 'unknown',
  )
  if (unknownIdRejection === undefined) return []
  const requirements = operation.security.filter((requirement) => requirement.some(isSentInRequest))
  const [preferred] = requirements
  if (preferred === undefined) return []
  return [
    ...requirements.map((requirement) =>
      otherAccountCase(operation, requirement, unknownIdRejection.responses, requirement === preferred),
    ),
    ...(operation.lifecycle === undefined
      ? []
      : [endedResourceCase(operation, preferred, unknownIdRejection.responses)]),
    ...Object.keys(operation.lifecycle?.states ?? {})
      .filter((state) => state !== usualState(operation) && state !== operation.lifecycle?.to)
      .map((state) => resourceInStateCase(operation, state, preferred, unknownIdRejection.responses)),
  ]
}

function otherAccountCase(
  operation: Operation,
  requirement: SecurityRequirement,
  expectedResponses: readonly ExpectedResponse[],
  isFirst: boolean,
): Case {
  const names = requirement.map(({ name }) => name).join(' and ')
  return makeCase({
    family: 'auth',
    operation,
    name: `another account’s key on this resource${isFirst ? '' : `, ${names}`}`,
    rules: [`${operation.id}/security/isolation`],
    needsOtherKey: true,
    run: async (context) => {
      const { target } = context
      const other = credentialFor(requirement, otherAccountOf(target))
      await context.controlRequest({
        resource: await context.resource(undefined, target.otherApiKey),
        credential: other,
      })
      const resource = await context.resource()
      if (await expectUnknownIdResponse(context, resource, other, expectedResponses))
        context.expectSuccess(await context.send({ resource }))
    },
  })
}

/** Another account's resource does not exist, in whatever state it is. */
function endedResourceCase(
  operation: Operation,
  requirement: SecurityRequirement,
  expectedResponses: readonly ExpectedResponse[],
): Case {
  return makeCase({
    family: 'auth',
    operation,
    name: 'another account’s key on a resource that has ended',
    rules: [`${operation.id}/security/isolation`],
    needsOtherKey: true,
    stateful: true,
    run: async (context) => {
      const other = credentialFor(requirement, otherAccountOf(context.target))
      const resource = await context.resource()
      await context.controlRequest({ resource })
      await expectUnknownIdResponse(context, resource, other, expectedResponses)
    },
  })
}

/** What is there in any other state is not there for another account either. */
function resourceInStateCase(
  operation: Operation,
  state: string,
  requirement: SecurityRequirement,
  expectedResponses: readonly ExpectedResponse[],
): Case {
  return makeCase({
    family: 'auth',
    operation,
    name: `another account’s key on a resource in ${state}`,
    rules: [`${operation.id}/security/isolation`],
    needsOtherKey: true,
    stateful: true,
    run: async (context) => {
      const { target } = context
      const credential = credentialFor(requirement, otherAccountOf(target))
      const resource = await context.resource(state)
      const exchange = await context.send({ resource, credential })
      if (context.matches(expectedResponses, await context.send({ resource })))
        throw new CaseSkipped(`nothing is there in \`${state}\` for its owner either`)
      context.expect(exchange, expectedResponses)
    },
  })
}

/** A difference between answers has to come so often before it is one: which of two machines answers is chance. */
const ATTEMPTS = 7

/**
 * What exists for somebody else is answered like what never did: in what the answers to two ids that nobody was given
 * have in common, this answer is the same. What differs between those two (a request's id) may differ here; and it comes
 * between them, so that a time which is the same in both is the same here. What an id that nobody was given is ever
 * answered with tells nothing either: two machines may take turns.
 *
 * @returns whether it is
 */
async function expectUnknownIdResponse(
  context: CaseContext,
  resource: PathParameters,
  credential: Credential,
  expectedResponses: readonly ExpectedResponse[],
): Promise<boolean> {
  const { description, schemas } = context
  const reader = { document: description.document, schemas }
  const sendUnknownId = async (): Promise<ResponseFields> => {
    const ids = Object.entries(resource).map(([name, id]) => [name, unknownIdLike(id)] as const)
    const exchange = await context.send({ resource, rawPath: Object.fromEntries(ids), credential })
    return responseFieldsOf(
      exchange,
      Object.fromEntries(ids.map(([name, id]) => [name, decodeURIComponent(id)])),
    )
  }
  // A short name may have been given to somebody, and what is no id at all says nothing of one.
  const isGuessable = context.operation.parameters.some((parameter) => {
    const id = resource[parameter.object.name]
    if (parameter.object.in !== 'path' || id === undefined) return false
    const other = unknownIdLike(id)
    return other === encodeURIComponent(id) || !isDefinitelyValidSegment(reader, parameter, other)
  })
  const unknownIdFields: ResponseFields[] = []
  const resourceFields: ResponseFields[] = []
  let revealingNames: string[] | undefined
  for (let time = 0; time < ATTEMPTS; time += 1) {
    const before = isGuessable ? undefined : await sendUnknownId()
    const exchange = await context.send({ resource, credential })
    if (!context.expect(exchange, expectedResponses)) return false
    if (before === undefined) return true
    const fields = responseFieldsOf(exchange, resource)
    const after = await sendUnknownId()
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
    `${name} ${value === undefined ? 'not there' : excerpt(value)}`
  return context.record(
    `${context.operation.id}/security/isolation`,
    false,
    () => `the answer to an id that nobody was given, ${describeField(unknownIdFields.at(-1)?.get(name))}`,
    () => describeField(resourceFields.at(-1)?.get(name)),
  )
}

/** What an answer is made of: each by its name. */
type ResponseFields = ReadonlyMap<string, unknown>

/** Whether an answer of the one kind and one of the other say the same of what has this name. */
function hasSharedValue(
  name: string,
  some: readonly ResponseFields[],
  others: readonly ResponseFields[],
): boolean {
  return some.some((one) => others.some((other) => one.get(name) === other.get(name)))
}

/** Headers of the message or the connection (RFC 9110, sections 6.6.1, 7.6.1 and 8.6), and how long an answer took. */
const VOLATILE_HEADERS =
  /^(?:date|age|content-length|connection|keep-alive|transfer-encoding|server-timing|x-runtime)$|duration|latency|-time$/

/** The status, the headers, and every scalar of a JSON body by its pointer, without the ids that were asked for. */
function responseFieldsOf(exchange: Exchange, ids: PathParameters): ResponseFields {
  const fields = new Map<string, unknown>([['the status', exchange.response.status]])
  const masked = (text: string): string => maskIds(text, Object.values(ids))
  for (const [name, values] of exchange.response.headers) {
    if (!VOLATILE_HEADERS.test(name)) fields.set(`the header ${name}`, masked(values.join(', ')))
  }
  const collect = (value: unknown, pointer: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [name, below] of Object.entries(value)) collect(below, `${pointer}/${escapeToken(name)}`)
    } else {
      fields.set(pointer, typeof value === 'string' ? masked(value) : value)
    }
  }
  collect(jsonOf(exchange.response), '')
  return fields
}

function maskIds(text: string, ids: readonly string[]): string {
  return ids
    .flatMap((id) => [id, encodeURIComponent(id)])
    .reduce((rest, id) => rest.replaceAll(id, '…'), text)
}
