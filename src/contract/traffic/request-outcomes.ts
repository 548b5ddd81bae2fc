import type { Description } from '../../description/index.ts'
import { causes } from '../checks/causes.ts'
import { describeExpected, describeResponse } from '../expected/describe.ts'
import { rejectionResponses } from '../expected/expected.ts'
import { matchesExpected } from '../expected/match.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleBook } from '../rules/index.ts'
import { failed, passed } from './observed.ts'
import type { Observed, Outcome } from './observed.ts'
import type { RequestProblem } from './request-problem.ts'

/**
 * Returns what the response shows about the rules of the request. An invalid request must not succeed. A rejection shows
 * that a rule is met only if the request is invalid by nothing else.
 *
 * @param hasCredentials whether any recorded request has credentials. Some recorders remove all of them
 */
export function requestOutcomes(
  { description, book }: { readonly description: Description; readonly book: RuleBook },
  observed: Observed,
  hasCredentials: boolean,
): Outcome[] {
  const { operation, exchange, problems } = observed
  const isSuccess = exchange.response.status >= 200 && exchange.response.status < 300
  const expectedFor = ({ violation }: RequestProblem) =>
    rejectionResponses(operation, violation).expectedResponses
  if (problems.length === 0)
    return isSuccess ? acceptances(observed).filter(({ rule }) => book.has(rule)) : []
  const known = problems.filter(({ rule, isRejectable }) => isRejectable && book.has(rule))
  if (isSuccess) {
    // A replay has the response of an earlier request, and what the server accepts may be documented.
    const accepted = known.filter(
      (problem) =>
        !exchange.mayBeReplay &&
        (hasCredentials || problem.violation.keyword !== 'missing') &&
        !expectedFor(problem).some(({ status }) => /^[23]/.test(status)),
    )
    return accepted.map((problem) =>
      failed({
        rule: problem.rule,
        expected: `${describeExpected(description, operation, expectedFor(problem))}, for a request with ${problem.actual}`,
        actual: describeResponse(description, exchange),
        cause: causes.accepted(problem.rule),
      }),
    )
  }
  const [only] = known
  if (only === undefined || problems.length > 1) return []
  const isExpected = expectedFor(only).some((one) => matchesExpected(description, one, exchange))
  return isExpected ? [passed(only.rule)] : []
}

/** Returns the rules that a success of a valid request shows. */
function acceptances({ operation, exchange, content, schemes }: Observed): Outcome[] {
  const sent = (name: string, location: string): boolean => {
    if (location === 'path') return true
    if (location === 'header')
      return exchange.request.headers.some(([one]) => one.toLowerCase() === name.toLowerCase())
    return exchange.request.path.includes(`${encodeURIComponent(name)}=`)
  }
  const parameters = operation.parameters
    .filter(({ object }) => object.in !== 'cookie' && sent(object.name, object.in))
    .map(({ object }) => ruleIds.parameter(operation, object, 'accepted'))
  const hasBody = (exchange.request.body?.byteLength ?? 0) > 0
  const body =
    content !== undefined && hasBody
      ? [ruleIds.bodyMediaType(operation, content.mediaType)]
      : operation.body?.required === false && !hasBody
        ? [ruleIds.body(operation, 'optional')]
        : []
  return [...parameters, ...body, ...schemes.map((name) => ruleIds.scheme(operation, name))].map(passed)
}
