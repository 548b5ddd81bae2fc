import type { Description, Operation, SecurityRequirement } from '../../description/index.ts'
import { CaseSkipped } from '../cases/case-skipped.ts'
import { isCredentialRejection } from '../expected/credential-rejection.ts'
import { credentialFor } from '../http/credentials.ts'
import { completePlan } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { alternativesFor } from '../http/requirements.ts'
import { nameOf } from '../http/scheme-choice.ts'
import { accountOf } from '../http/target.ts'
import type { Target } from '../http/target.ts'
import type { RunContext } from '../run/run-context.ts'
import type { ProbeResult } from './base-url.ts'
import { createProbeSender } from './probe.ts'
import type { SendProbe } from './probe.ts'

/**
 * Sends a request with the credentials of one alternative after the other, until one of them succeeds. The run uses it
 * from then on, or else the first that is not rejected.
 *
 * @returns the result of the last request with the credentials that the run uses
 */
export async function chooseScheme(
  { target }: RunContext,
  operation: Operation,
  plan: RequestPlan,
  sendProbe: SendProbe,
): Promise<ProbeResult> {
  const alternatives = alternativesFor(operation, target)
  if (alternatives.length < 2) return { operation, plan, response: await sendProbe(plan) }
  const tried: { requirement: SecurityRequirement; result: ProbeResult }[] = []
  for (const requirement of alternatives) {
    const credential = credentialFor(requirement, accountOf(target))
    const response = await sendProbe({ ...plan, credential })
    const result = { operation, plan, response }
    if (response.status < 400) {
      target.schemes.accept(requirement)
      for (const { requirement: other, result } of tried) target.schemes.reject(other, result.response.status)
      return result
    }
    tried.push({ requirement, result })
  }
  for (const { requirement, result } of tried) {
    if (isCredentialRejection(operation, result.response))
      target.schemes.reject(requirement, result.response.status)
  }
  const best = tried.find(({ result }) => !isCredentialRejection(operation, result.response)) ?? tried[0]
  return best?.result ?? { operation, plan, response: await sendProbe(plan) }
}

/** Chooses a scheme for the operations with other alternatives than the first one. They must be harmless. */
export async function chooseOtherSchemes(runContext: RunContext, first: Operation): Promise<void> {
  const { target, checkContext } = runContext
  const chosen = new Set([alternativesKey(first)])
  for (const operation of checkContext.description.operations) {
    const key = alternativesKey(operation)
    if (chosen.has(key) || !isHarmless(operation, target) || alternativesFor(operation, target).length < 2)
      continue
    const plan = unknownRequest(operation, checkContext.description)
    if (plan === undefined) continue
    chosen.add(key)
    await chooseScheme(runContext, operation, plan, createProbeSender(runContext, operation))
  }
}

/** Returns whether a request for something unknown changes nothing. */
function isHarmless({ id, method, path }: Operation, { elsewhere }: Target): boolean {
  return !elsewhere.has(id) && (method === 'GET' || (method === 'POST' && path.includes('{')))
}

function alternativesKey({ security }: Operation): string {
  return JSON.stringify(security.map(nameOf))
}

/** Returns a request for something unknown, or undefined if none can be made. */
function unknownRequest(operation: Operation, { document }: Description): RequestPlan | undefined {
  const resource = Object.fromEntries(operation.parameters.map(({ object }) => [object.name, 'preflight']))
  try {
    return completePlan(operation, { resource }, document)
  } catch (error) {
    if (error instanceof CaseSkipped) return undefined
    throw error
  }
}
