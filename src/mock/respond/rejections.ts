import { refusalOf, statusFits } from '../../description/index.ts'
import type { ExpectedResponse, Operation } from '../../description/index.ts'
import type { RequestViolation } from '../read/violation.ts'

/**
 * The answers that a violation may get: those that `x-rejections` names for it; where the description says nothing of
 * it, the documented status that HTTP, and Prism, would take.
 *
 * @returns none where no such status is documented
 */
export function rejectionResponsesFor(
  operation: Operation,
  violation: RequestViolation,
): readonly ExpectedResponse[] {
  const entry = refusalOf(operation, violation)
  if (entry !== undefined) {
    return entry.responses.map((expected) => ({ ...expected, ...exampleOf(operation, violation, expected) }))
  }
  const status = usualStatuses(violation).find((candidate) => isDocumented(operation, candidate))
  return status === undefined ? [] : [{ status }]
}

/**
 * The example of an answer that names its status alone: one that a violation of the same part of a request gets, else
 * one that is not about the resource's state or a key, which a request that was never executed has not met.
 */
function exampleOf(
  operation: Operation,
  violation: RequestViolation,
  expected: ExpectedResponse,
): { example?: string } {
  if (expected.example !== undefined) return {}
  const { lifecycle, idempotency, rejections } = operation
  const exampleNamesIn = (expectedResponses: readonly ExpectedResponse[]): string[] =>
    expectedResponses.flatMap(({ status, example }) =>
      status === expected.status && example !== undefined ? [example] : [],
    )
  const rejectionsAtLocation = rejections.filter((rejection) => rejection.in === violation.in)
  const excluded = exampleNamesIn([
    ...Object.values(lifecycle?.states ?? {}).flatMap(
      ({ responses: expectedResponses }) => expectedResponses,
    ),
    ...(idempotency === undefined
      ? []
      : [...idempotency.mismatch.responses, ...idempotency.inProgress.responses]),
  ])
  const all = operation.responses
    .filter(({ status }) => status === expected.status)
    .flatMap(({ content }) => content.flatMap((media) => Object.keys(media.object.examples ?? {})))
  const example =
    exampleNamesIn(
      rejectionsAtLocation.flatMap(({ responses: expectedResponses }) => expectedResponses),
    )[0] ?? all.find((name) => !excluded.includes(name))
  return example === undefined ? {} : { example }
}

/** The statuses that fit a violation, the best first. */
export function usualStatuses(violation: RequestViolation): [string, ...string[]] {
  switch (violation.in) {
    case 'security':
      return ['401', '403']
    case 'route':
      return ['404']
    case 'method':
      return ['405', '404']
    case 'path':
      return violation.keyword === 'unknown' ? ['404'] : ['404', '400', '422']
    case 'body':
      if (violation.keyword === 'contentType') return ['415', '400', '422']
      if (violation.keyword === 'malformed') return ['400', '422']
      return ['422', '400']
    case 'query':
    case 'header':
    case 'cookie':
      return ['400', '422']
  }
}

/** Whether the operation documents a status: itself, its range or a default. */
export function isDocumented(operation: Operation, status: string): boolean {
  return operation.responses.some((response) => statusFits(response.status, status))
}
