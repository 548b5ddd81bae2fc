import type { Operation } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import type { Case } from '../case.ts'
import {
  isSentInRequest,
  requiresCredentials,
  NO_CREDENTIAL,
  preferredRequirement,
} from '../../http/credentials.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CaseInput, MakeCases, PartialPlan } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { fullBodies, sendAccepted } from '../full-body.ts'
import { ofAlternative, validKeyCase } from './alternatives.ts'
import { isolation } from './isolation.ts'
import { rejectedCredentials } from './rejected-credentials.ts'
import { invalidCredentialCases } from './invalid-credentials.ts'

/** Sends valid, missing and invalid credentials of each security scheme, and the credentials of another account. */
export const auth: MakeCases = (input) => {
  const { operation } = input
  // A scheme such as mutual TLS does not change the request.
  const requirements = operation.security.filter((requirement) => requirement.some(isSentInRequest))
  if (!requiresCredentials(operation))
    return requirements.map((requirement) => validKeyCase(operation, requirement))
  return [
    ...(preferredRequirement(operation).some(isSentInRequest) ? missingCredentials(input) : []),
    ...requirements.flatMap((requirement) => [
      validKeyCase(operation, requirement),
      ...requirement
        .filter(isSentInRequest)
        .flatMap((scheme) => invalidCredentialCases(operation, requirement, scheme))
        .map((testCase) => ofAlternative(operation, requirement, testCase)),
    ]),
    ...isolation(operation),
  ]
}

function missingCredentials(input: CaseInput): Case[] {
  const { operation } = input
  return [
    rejectedCredentials(operation, undefined, {
      name: 'no credentials',
      rule: ruleIds.security(operation, 'missing'),
      keywords: ['missing'],
      make: () => NO_CREDENTIAL,
    }),
    ...(operation.lifecycle === undefined
      ? []
      : [missingCredentialsInFinalState(operation, fullBodies(input)[0])]),
  ]
}

/**
 * Makes a case in which a request without credentials does not learn that the resource is in its final state.
 *
 * @param body the body of all requests: a server may read it before the credentials
 */
function missingCredentialsInFinalState(operation: Operation, body: PartialPlan): Case {
  const { expectedResponses } = rejectionResponses(operation, { in: 'security', keyword: 'missing' })
  return makeCase({
    family: 'auth',
    operation,
    name: 'no credentials, on a resource in its final state',
    rules: [ruleIds.security(operation, 'missing')],
    stateful: true,
    run: async (context) => {
      const resource = await context.resource()
      const accepted = await sendAccepted(context, resource, body)
      const exchange = await context.send({ resource, ...accepted, credential: NO_CREDENTIAL })
      context.expect(exchange, expectedResponses)
    },
  })
}
