import { rejectionOf, statusMatches, usualStatuses } from '../../description/index.ts'
import type { ExpectedResponse, Operation } from '../../description/index.ts'
import type { RequestViolation } from '../read/violation.ts'

/**
 * Returns the responses that a violation may get: those of its entry in `x-rejections`, or else the first usual status
 * code that the operation documents.
 *
 * @returns an empty list if the operation documents no usual status code
 */
export function rejectionResponsesFor(
  operation: Operation,
  violation: RequestViolation,
): readonly ExpectedResponse[] {
  const entry = rejectionOf(operation, violation)
  if (entry !== undefined) {
    return entry.responses.map((expected) => ({
      ...expected,
      ...chooseExample(operation, violation, expected),
    }))
  }
  const status = usualStatuses(violation).find((candidate) => isDocumented(operation, candidate))
  return status === undefined ? [] : [{ status }]
}

/**
 * Chooses the example for a response that names only its status code: one that `x-rejections` has for the same part of
 * a request, else one that is not about the state of the resource or an idempotency key, because a request that was
 * never executed cannot have met those.
 */
function chooseExample(
  operation: Operation,
  violation: RequestViolation,
  expected: ExpectedResponse,
): { example?: string } {
  if (expected.example !== undefined) return {}
  const { lifecycle, idempotency, rejections } = operation
  const examplesIn = (entries: readonly { responses: readonly ExpectedResponse[] }[]): string[] =>
    entries
      .flatMap(({ responses }) => responses)
      .flatMap(({ status, example }) =>
        status === expected.status && example !== undefined ? [example] : [],
      )
  const excluded = examplesIn([
    ...Object.values(lifecycle?.states ?? {}),
    ...(idempotency === undefined ? [] : [idempotency.mismatch, idempotency.inProgress]),
  ])
  const all = operation.responses
    .filter(({ status }) => status === expected.status)
    .flatMap(({ content }) => content.flatMap((media) => Object.keys(media.object.examples ?? {})))
  const [sameLocation] = examplesIn(rejections.filter((rejection) => rejection.in === violation.in))
  const example = sameLocation ?? all.find((name) => !excluded.includes(name))
  return example === undefined ? {} : { example }
}

/** Whether the operation documents a status code: by itself, by its range or by `default`. */
function isDocumented(operation: Operation, status: string): boolean {
  return operation.responses.some((response) => statusMatches(response.status, status))
}
