import type { Operation, Security, SecurityRequirement } from '../../../description/index.ts'
import {
  combineCredentials,
  credentialFor,
  isSentInRequest,
  schemeCredential,
  withSchemeName,
} from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import { isAlternative } from '../../http/requirements.ts'
import { accountOf } from '../../http/target.ts'
import type { Target } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import { ofAlternative } from '../auth/alternatives.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'

/** Makes the cases with the name of an authentication scheme in lower case (RFC 9110, section 11.1). */
export function schemeNameCases(operation: Operation): Case[] {
  const possible = operation.security.filter((requirement) => requirement.every(isSentInRequest))
  const pairs = possible.flatMap((requirement) =>
    requirement.flatMap((security): [SecurityRequirement, Security][] =>
      security.scheme.type === 'http' ? [[requirement, security]] : [],
    ),
  )
  return pairs.map(([requirement, security], index) =>
    ofAlternative(operation, requirement, schemeNameCase(operation, requirement, security, index === 0)),
  )
}

function schemeNameCase(
  operation: Operation,
  requirement: SecurityRequirement,
  security: Security,
  isFirst: boolean,
): Case {
  return makeCase({
    family: 'protocol',
    operation,
    name: `the authentication scheme in another letter case${isFirst ? '' : `: ${security.name}`}`,
    rules: [ruleIds.scheme(operation, security.name)],
    run: async (context) => {
      const { target } = context
      if (isAlternative(operation, requirement, target)) {
        const credential = credentialFor(requirement, accountOf(target))
        await context.controlRequest({ resource: await context.resource(), credential })
      }
      const credential = inLowerCase(requirement, target, (one) => one === security)
      context.expectSuccess(await context.send({ resource: await context.resource(), credential }))
    },
  })
}

/** Returns valid credentials with the names of some HTTP authentication schemes in lower case. */
export function inLowerCase(
  requirement: SecurityRequirement,
  target: Target,
  isChanged: (security: Security) => boolean = ({ scheme }) => scheme.type === 'http',
): Credential {
  return combineCredentials(
    requirement.map((one) => {
      const credential = schemeCredential(one, accountOf(target))
      return isChanged(one) ? withSchemeName(credential, (one.scheme.scheme ?? '').toLowerCase()) : credential
    }),
  )
}
