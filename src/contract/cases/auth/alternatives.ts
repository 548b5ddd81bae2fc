import type { Operation, SecurityRequirement } from '../../../description/index.ts'
import { isCredentialRejection } from '../../expected/credential-rejection.ts'
import { credentialFor } from '../../http/credentials.ts'
import { hasOwnKeys, isAlternative, isExcluded, isKeyGiven } from '../../http/requirements.ts'
import { nameOf } from '../../http/scheme-choice.ts'
import { accountOf } from '../../http/target.ts'
import type { Target } from '../../http/target.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped, ControlFailed } from '../case-skipped.ts'
import { validCase } from '../case-factory.ts'
import type { Case } from '../case.ts'

/** Makes a case in which the credentials of a requirement are accepted. */
export function validKeyCase(operation: Operation, requirement: SecurityRequirement): Case {
  const names = requirement.map(({ name }) => name)
  const [first = '', ...others] = names
  const validKey = validCase({
    family: 'auth',
    operation,
    name: `${names.join(' and ')}: valid key`,
    rules: [ruleIds.scheme(operation, first), ...others.map((name) => ruleIds.scheme(operation, name))],
    plan: (target) => ({ credential: credentialFor(requirement, accountOf(target)) }),
    whyInconclusive: ({ response }, target) => {
      if (response.status === 404 && mayBelongToAnother(operation, requirement, target))
        return `the key of \`${nameOf(requirement)}\` may belong to another account (404)`
      if (!isCredentialRejection(operation, response)) return undefined
      if (hasOwnKeys(requirement, target) || !isAlternative(operation, requirement, target)) return undefined
      target.schemes.markUncertain(requirement, response.status)
      return `the target rejects \`${nameOf(requirement)}\` (${response.status}), and its key may be another one: give --credential NAME=KEY`
    },
  })
  return ofAlternative(operation, requirement, validKey)
}

/** Returns whether the account of a requirement may lack what the run has created: the user gave it a key of its own. */
function mayBelongToAnother(operation: Operation, requirement: SecurityRequirement, target: Target): boolean {
  const isAboutResource = operation.parameters.some(({ object }) => object.in === 'path')
  const hasOther = requirement.some(({ name }) => isKeyGiven(name, target))
  return isAboutResource && hasOther && isAlternative(operation, requirement, target)
}

/**
 * Returns a case about one of several alternative requirements. If the target rejects its credentials, the case shows
 * nothing, and what other cases show stays valid.
 */
export function ofAlternative(operation: Operation, requirement: SecurityRequirement, testCase: Case): Case {
  return {
    ...testCase,
    run: async (context) => {
      const { target } = context
      if (isExcluded(operation, requirement, target)) throw new CaseSkipped('excluded by --scheme')
      try {
        await testCase.run(context)
      } catch (error) {
        if (!(error instanceof ControlFailed) || !isAlternative(operation, requirement, target)) throw error
        throw new CaseSkipped(
          `\`${nameOf(requirement)}\` is an alternative that was not accepted: ${error.message}`,
        )
      }
    },
  }
}
