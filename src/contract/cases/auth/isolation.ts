import type { ExpectedResponse, Operation, SecurityRequirement } from '../../../description/index.ts'
import { usualState } from '../lifecycle-states.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import { credentialFor, isSentInRequest } from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import { requirementFor } from '../../http/requirements.ts'
import { otherAccountOf } from '../../http/target.ts'
import type { Target } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import { makeCase } from '../case-factory.ts'
import { ofAlternative } from './alternatives.ts'
import { expectUnknownIdResponse } from './unknown-id-response.ts'

/**
 * Makes the cases in which the key of another account finds no resource, and the resource stays unchanged for its
 * owner. They need an `x-rejections` entry for unknown ids: without one a resource may be public.
 */
export function isolation(operation: Operation): Case[] {
  const unknownIdRejection = operation.rejections.find(
    (rejection) => rejection.in === 'path' && rejection.keyword === 'unknown',
  )
  const requirements = operation.security.filter((requirement) => requirement.some(isSentInRequest))
  const [preferred] = requirements
  if (unknownIdRejection === undefined || preferred === undefined) return []
  const { lifecycle } = operation
  const { responses } = unknownIdRejection
  return [
    ...requirements.map((requirement) =>
      ofAlternative(
        operation,
        requirement,
        otherAccountCase(operation, requirement, responses, requirement === preferred),
      ),
    ),
    ...(lifecycle === undefined ? [] : [finalStateCase(operation, responses)]),
    ...Object.keys(lifecycle?.states ?? {})
      .filter((state) => state !== usualState(operation) && state !== lifecycle?.to)
      .map((state) => stateCase(operation, state, responses)),
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
    name: `key of another account${isFirst ? '' : `, ${names}`}`,
    rules: [ruleIds.security(operation, 'isolation')],
    needsOtherKey: true,
    run: async (context) => {
      const { target } = context
      const credential = credentialFor(requirement, otherAccountOf(target))
      await context.controlRequest({
        resource: await context.resource(undefined, target.otherApiKey),
        credential,
      })
      const resource = await context.resource()
      if (await expectUnknownIdResponse(context, resource, credential, expectedResponses))
        context.expectSuccess(await context.send({ resource }))
    },
  })
}

function finalStateCase(operation: Operation, expectedResponses: readonly ExpectedResponse[]): Case {
  return makeCase({
    family: 'auth',
    operation,
    name: 'key of another account, on a resource in its final state',
    rules: [ruleIds.security(operation, 'isolation')],
    needsOtherKey: true,
    stateful: true,
    run: async (context) => {
      const credential = otherCredential(operation, context.target)
      const resource = await context.resource()
      await context.controlRequest({ resource })
      await expectUnknownIdResponse(context, resource, credential, expectedResponses)
    },
  })
}

function stateCase(
  operation: Operation,
  state: string,
  expectedResponses: readonly ExpectedResponse[],
): Case {
  return makeCase({
    family: 'auth',
    operation,
    name: `key of another account, on a resource in ${state}`,
    rules: [ruleIds.security(operation, 'isolation')],
    needsOtherKey: true,
    stateful: true,
    run: async (context) => {
      const credential = otherCredential(operation, context.target)
      const resource = await context.resource(state)
      const exchange = await context.send({ resource, credential })
      if (context.matches(expectedResponses, await context.send({ resource })))
        throw new CaseSkipped(`the resource in \`${state}\` is unknown to its owner as well`)
      context.expect(exchange, expectedResponses)
    },
  })
}

function otherCredential(operation: Operation, target: Target): Credential {
  return credentialFor(requirementFor(operation, target), otherAccountOf(target))
}
