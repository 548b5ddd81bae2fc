import type { Operation, SecurityRequirement } from '../../../description/index.ts'
import { combineCredentials, credentialFor, NO_CREDENTIAL } from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import { requirementFor } from '../../http/requirements.ts'
import { accountOf } from '../../http/target.ts'
import type { Account } from '../../http/target.ts'
import type { RuleId } from '../../rules/ids.ts'
import { CaseSkipped, ControlFailed } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import { invalidCase } from '../case-factory.ts'

export interface RejectedCredentials {
  readonly name: string
  readonly rule: RuleId
  /** The keywords of `x-rejections` of which any may apply. */
  readonly keywords: readonly [string, ...string[]]
  readonly make: (account: Account) => Credential
  /** What the control request has besides valid credentials: a server may reject it for another reason. */
  readonly besides?: Credential
}

/**
 * Makes a case in which credentials are rejected.
 *
 * @param requirement what the control request satisfies. Undefined for what the target accepts
 */
export function rejectedCredentials(
  operation: Operation,
  requirement: SecurityRequirement | undefined,
  { name, rule, keywords: [keyword, ...others], make, besides }: RejectedCredentials,
): Case {
  const rejected = invalidCase({
    family: 'auth',
    operation,
    name,
    rules: [rule],
    violation: { in: 'security', keyword },
    alternatives: others.map((other) => ({ in: 'security', keyword: other })),
    control: (target) => ({
      credential: combineCredentials([
        credentialFor(requirement ?? requirementFor(operation, target), accountOf(target)),
        besides ?? NO_CREDENTIAL,
      ]),
    }),
    plan: (target) => ({ credential: make(accountOf(target)) }),
  })
  return besides === undefined ? rejected : skippedIfControlFails(rejected)
}

/** Skips a case whose control request has what a server may reject: its rule can still pass by the other cases. */
function skippedIfControlFails(rejected: Case): Case {
  return {
    ...rejected,
    run: (context) =>
      rejected.run(context).catch((error: unknown) => {
        if (error instanceof ControlFailed) throw new CaseSkipped(error.message)
        throw error
      }),
  }
}
