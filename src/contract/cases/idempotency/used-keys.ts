import { causes } from '../../checks/causes.ts'
import { documentsUnknown, rejectionResponses } from '../../expected/expected.ts'
import { credential, NO_CREDENTIAL, requiresCredentials } from '../../http/credentials.ts'
import { requirementFor } from '../../http/requirements.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { isDescribed } from '../protocol/described-paths.ts'
import { clauseCase } from './clause-case.ts'
import { wrongCredential } from './wrong-credential.ts'

/** Methods that a path may lack. A server that looks up keys before it looks at the method takes them for a replay. */
const METHODS = ['PUT', 'PATCH', 'DELETE', 'GET']

/**
 * Makes the case in which the key of a stored success comes with a request that is rejected before its key counts: with
 * no or wrong credentials, or with a method that the path does not have.
 */
export function usedKeys({ operation, description }: CaseInput): Case[] {
  const { stores = [] } = operation.idempotency ?? {}
  const method = METHODS.find(
    (one) => !operation.pathMethods.includes(one) && !isDescribed(operation.path, description, one),
  )
  const needsKey = requiresCredentials(operation)
  if (!stores.includes('success') || (method === undefined && !needsKey)) return []
  const name = 'used key in a request that is rejected'
  const run = async (context: CaseContext): Promise<void> => {
    const plan = { resource: await context.resource(), key: context.key() }
    await context.controlRequest(plan)
    if (needsKey) await expectWrongCredentials(context, plan)
    if (method !== undefined) await expectWrongMethod(context, { ...plan, method })
  }
  const otherRules = [
    ruleIds.method(operation),
    ...(needsKey ? [ruleIds.security(operation, 'missing')] : []),
  ]
  return [clauseCase(operation, name, ['stores/success'], run, { otherRules })]
}

type Plan = Parameters<CaseContext['send']>[0]

/** Expects that no and wrong credentials are rejected, and a well-formed key that the description rejects. */
async function expectWrongCredentials(context: CaseContext, plan: Plan): Promise<void> {
  const { operation, target } = context
  const requirement = requirementFor(operation, target)
  const [security] = requirement
  const missing = ruleIds.security(operation, 'missing')
  await expectRejected(context, { ...plan, credential: NO_CREDENTIAL }, missing)
  const rule =
    security === undefined
      ? ruleIds.idempotency(operation, 'stores/success')
      : ruleIds.invalidCredentials(operation, security.name, 'wrong')
  await expectRejected(context, { ...plan, credential: wrongCredential(operation, target) }, rule)
  const [rejected] = security?.scheme['x-credentials']?.rejected ?? []
  if (security === undefined || requirement.length > 1 || rejected === undefined) return
  await expectRejected(
    context,
    { ...plan, credential: credential(security, rejected.value, rejected.value) },
    ruleIds.rejectedKey(operation, security.name, rejected.keyword),
  )
}

/** A rejection does not let the rule pass: other cases test which one it is. */
async function expectRejected(context: CaseContext, plan: Plan, rule: RuleId): Promise<void> {
  const exchange = await context.send(plan)
  if (!context.succeeded(exchange)) return
  context.record(
    rule,
    false,
    () => 'a rejection of the credentials, although the key has a stored response',
    () => String(exchange.response.status),
    causes.usedKey(context.operation.id),
  )
}

async function expectWrongMethod(context: CaseContext, plan: Plan): Promise<void> {
  const { operation } = context
  const mayBeHandledUpstream = !documentsUnknown(operation, 'method')
  const exchange = await context.send({ ...plan, mayBeHandledUpstream })
  const { expectedResponses } = rejectionResponses(operation, { in: 'method' })
  context.expect(exchange, expectedResponses, ruleIds.method(operation))
}
