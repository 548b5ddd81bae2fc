import { isSuccess } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import { causes } from '../checks/causes.ts'
import { describeExpected, describeResponse } from '../expected/describe.ts'
import { rejectionResponses } from '../expected/expected.ts'
import { matchesExpected } from '../expected/match.ts'
import { ruleIds } from '../rules/ids.ts'
import { perOperation } from '../rules/index.ts'
import type { RuleBook } from '../rules/index.ts'
import { valuesOf } from './headers.ts'
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
  const isAccepted = isSuccess(exchange.response.status)
  const expectedFor = ({ violation }: RequestProblem) =>
    rejectionResponses(operation, violation).expectedResponses
  if (problems.length === 0)
    return isAccepted ? acceptances(observed).filter(({ rule }) => book.has(rule)) : []
  const known = problems.filter(({ rule, isRejectable }) => isRejectable && book.has(rule))
  if (isAccepted) {
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

/** The parameters whose acceptance a success shows, and the outcomes. */
const acceptancesOf = perOperation((operation) => ({
  parameters: operation.parameters.flatMap(({ object: { name, in: location } }) => {
    const outcome = passed(ruleIds.parameter(operation, { name, in: location }, 'accepted'))
    return location === 'cookie' ? [] : [{ name, location, outcome }]
  }),
  noBody: operation.body?.required === false ? [passed(ruleIds.body(operation, 'optional'))] : [],
}))

/** Returns the rules that a success of a valid request shows. */
function acceptances({ operation, exchange: { request }, content, schemes }: Observed): Outcome[] {
  const isSent = (name: string, location: string): boolean => {
    if (location === 'path') return true
    if (location === 'header') return valuesOf(request, name).length > 0
    return request.path.includes(`${encodeURIComponent(name)}=`)
  }
  const { parameters, noBody } = acceptancesOf(operation)
  const sent = parameters.filter(({ name, location }) => isSent(name, location))
  const hasBody = (request.body?.byteLength ?? 0) > 0
  const withBody = content === undefined ? [] : [passed(ruleIds.bodyMediaType(operation, content.mediaType))]
  return [
    ...sent.map(({ outcome }) => outcome),
    ...(hasBody ? withBody : noBody),
    ...schemes.map((name) => passed(ruleIds.scheme(operation, name))),
  ]
}
