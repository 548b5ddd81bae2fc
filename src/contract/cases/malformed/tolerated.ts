import { rejectionOf } from '../../../description/index.ts'
import type { ExpectedResponse, Operation, RequestViolation } from '../../../description/index.ts'
import { CONFLICT, isConflict } from '../../expected/conflict.ts'
import { rejectionResponses, possibleSuccesses } from '../../expected/expected.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { CaseContext } from '../case-context.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'
import type { PartialPlan } from '../case-factory.ts'
import { expectTolerated } from '../send-rejected.ts'

/** Makes a case with a body that a server may accept or reject, if it then still accepts a valid request. */
export function toleratedCase(
  operation: Operation,
  name: string,
  rule: RuleId,
  body: Payload,
  violations: readonly RequestViolation[] = [],
): Case {
  return caseWith(operation, { name, rule, body }, [
    ...possibleSuccesses(operation),
    ...rejectedResponses(operation, violations),
  ])
}

/** Makes a case with a body that a server must reject, for any of several reasons. */
export function rejectedForSomeReason(
  operation: Operation,
  name: string,
  rule: RuleId,
  body: Payload,
  violations: readonly RequestViolation[] = [],
): Case {
  return caseWith(operation, { name, rule, body }, rejectedResponses(operation, violations))
}

function caseWith(
  operation: Operation,
  { name, rule, body }: { readonly name: string; readonly rule: RuleId; readonly body: Payload },
  expectedResponses: readonly ExpectedResponse[],
): Case {
  return makeCase({
    family: 'malformed',
    operation,
    name,
    rules: [rule],
    rejects: true,
    run: async (context) => {
      if (await expectTolerated(context, { body, mayBeHandledUpstream: true }, expectedResponses)) return
      context.restartScript()
      await sendTolerated(context, { body }, expectedResponses)
    },
  })
}

/**
 * Sends a request that a server may accept or reject, and then a valid request, which must succeed.
 *
 * @returns the response to the valid request
 */
export async function sendTolerated(
  context: CaseContext,
  plan: PartialPlan,
  expectedResponses: readonly ExpectedResponse[],
): Promise<Exchange> {
  const first = await context.send({
    resource: await context.resource(),
    ...plan,
    mayBeHandledUpstream: true,
  })
  const later = await context.controlRequest({ resource: await context.resource() })
  if (isConflict(first) && !context.matches(expectedResponses, first)) throw new CaseSkipped(CONFLICT)
  context.expect(first, expectedResponses)
  return later
}

/**
 * Returns the responses to a request that a server may accept or reject.
 *
 * @param violations what the server may report, besides a malformed body, its type and an unknown property
 */
export function toleratedResponses(
  operation: Operation,
  violations: readonly RequestViolation[] = [],
): ExpectedResponse[] {
  return [...possibleSuccesses(operation), ...rejectedResponses(operation, violations)]
}

/**
 * Returns the responses to a body that a server must reject, for any of several reasons.
 *
 * @param violations what the server may report, besides a malformed body, its type and an unknown property
 */
export function rejectedResponses(
  operation: Operation,
  violations: readonly RequestViolation[] = [],
): ExpectedResponse[] {
  const usual = ['malformed', 'contentType', 'additionalProperties'].map((keyword): RequestViolation => ({
    in: 'body',
    keyword,
  }))
  return [
    ...[...usual, ...violations]
      .flatMap((violation) => rejectionResponses(operation, violation).expectedResponses)
      .map(({ status }) => ({ status })),
    { status: '413' },
    // What cannot be read gets 400 (RFC 9110, section 15.5.1), also where only 422 is described, for invalid values.
    ...(rejectionOf(operation, { in: 'body', keyword: 'malformed' }) === undefined
      ? [{ status: '400' }]
      : []),
  ]
}
