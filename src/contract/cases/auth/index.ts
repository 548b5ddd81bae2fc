import type { Operation, SecurityRequirement } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import type { Case } from '../case.ts'
import {
  credentialFor,
  isSentInRequest,
  requiresCredentials,
  NO_CREDENTIAL,
  preferredRequirement,
} from '../../http/credentials.ts'
import { accountOf } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { MakeCases } from '../case-factory.ts'
import { makeCase, validCase } from '../case-factory.ts'
import { isolation } from './isolation.ts'
import { rejectedCredentials } from './rejected-credentials.ts'
import { invalidCredentialCases } from './invalid-credentials.ts'

/** Sends valid, missing and invalid credentials of each security scheme, and the credentials of another account. */
export const auth: MakeCases = ({ operation }) => {
  // A scheme such as mutual TLS does not change the request.
  const requirements = operation.security.filter((requirement) => requirement.some(isSentInRequest))
  if (!requiresCredentials(operation))
    return requirements.map((requirement) => validKeyCase(operation, requirement))
  return [
    ...(preferredRequirement(operation).some(isSentInRequest) ? missingCredentials(operation) : []),
    ...requirements.flatMap((requirement) => [
      validKeyCase(operation, requirement),
      ...requirement
        .filter(isSentInRequest)
        .flatMap((scheme) => invalidCredentialCases(operation, requirement, scheme)),
    ]),
    ...isolation(operation),
  ]
}

function validKeyCase(operation: Operation, requirement: SecurityRequirement): Case {
  const names = requirement.map(({ name }) => name)
  const [first = '', ...others] = names
  return validCase({
    family: 'auth',
    operation,
    name: `${names.join(' and ')}: valid key`,
    rules: [ruleIds.scheme(operation, first), ...others.map((name) => ruleIds.scheme(operation, name))],
    plan: (target) => ({ credential: credentialFor(requirement, accountOf(target)) }),
  })
}

function missingCredentials(operation: Operation): Case[] {
  return [
    rejectedCredentials(operation, preferredRequirement(operation), {
      name: 'no credentials',
      rule: ruleIds.security(operation, 'missing'),
      keywords: ['missing'],
      make: () => NO_CREDENTIAL,
    }),
    ...(operation.lifecycle === undefined ? [] : [missingCredentialsInFinalState(operation)]),
  ]
}

/** Makes a case in which a request without credentials does not learn that the resource is in its final state. */
function missingCredentialsInFinalState(operation: Operation): Case {
  const { expectedResponses } = rejectionResponses(operation, { in: 'security', keyword: 'missing' })
  return makeCase({
    family: 'auth',
    operation,
    name: 'no credentials, on a resource in its final state',
    rules: [ruleIds.security(operation, 'missing')],
    stateful: true,
    run: async (context) => {
      const resource = await context.resource()
      await context.controlRequest({ resource })
      context.expect(await context.send({ resource, credential: NO_CREDENTIAL }), expectedResponses)
    },
  })
}
