import type { ExpectedResponse, Operation, SecurityRequirement } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { combineCredentials, credentialFor, NO_CREDENTIAL } from '../../http/credentials.ts'
import type { Credential } from '../../http/credentials.ts'
import { requirementFor } from '../../http/requirements.ts'
import { accountOf } from '../../http/target.ts'
import type { Account } from '../../http/target.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
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
  if (besides === undefined) return rejected
  const { expectedResponses } = rejectionResponses(operation, { in: 'security', keyword })
  const run: Case['run'] = async (context) => {
    try {
      await rejected.run(context)
    } catch (error) {
      if (!(error instanceof ControlFailed)) throw error
      await expectNotAccepted(context, make(accountOf(context.target)), expectedResponses, error.message)
    }
  }
  return { ...rejected, run }
}

/**
 * Sends credentials again, after a control request failed that has what a server may reject. Only an acceptance shows
 * something: else the case is skipped, and its rule can still pass by the other cases.
 */
async function expectNotAccepted(
  context: CaseContext,
  rejected: Credential,
  expectedResponses: readonly ExpectedResponse[],
  reason: string,
): Promise<void> {
  context.restartScript()
  const exchange = await context.send({ resource: await context.resource(), credential: rejected })
  if (!context.succeeded(exchange)) throw new CaseSkipped(reason)
  await context.controlRequest({ resource: await context.resource() })
  context.expect(exchange, expectedResponses)
}
