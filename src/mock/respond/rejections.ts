import { refusalOf, statusFits } from '../../description/index.ts'
import type { Answer, Operation } from '../../description/index.ts'
import type { Violation } from '../read/violation.ts'

/**
 * The answers that a violation may get: those that `x-refusals` names for it; where the description says nothing of
 * it, the documented status that HTTP, and Prism, would take.
 *
 * @returns none where no such status is documented
 */
export function refusalsFor(operation: Operation, violation: Violation): readonly Answer[] {
  const entry = refusalOf(operation, violation)
  if (entry !== undefined) {
    return entry.answers.map((answer) => ({ ...answer, ...exampleOf(operation, violation, answer) }))
  }
  const status = usualStatuses(violation).find((candidate) => isDocumented(operation, candidate))
  return status === undefined ? [] : [{ status }]
}

/**
 * The example of an answer that names its status alone: one that a violation of the same part of a request gets, else
 * one that is not about the resource's state or a key, which a request that was never executed has not met.
 */
function exampleOf(operation: Operation, violation: Violation, answer: Answer): { example?: string } {
  if (answer.example !== undefined) return {}
  const { lifecycle, idempotency, refusals } = operation
  const named = (answers: readonly Answer[]): string[] =>
    answers.flatMap(({ status, example }) =>
      status === answer.status && example !== undefined ? [example] : [],
    )
  const alike = refusals.filter((refusal) => refusal.in === violation.in)
  const met = named([
    ...Object.values(lifecycle?.states ?? {}).flatMap(({ answers }) => answers),
    ...(idempotency === undefined ? [] : [...idempotency.reused.answers, ...idempotency.inProgress.answers]),
  ])
  const all = operation.responses
    .filter(({ status }) => status === answer.status)
    .flatMap(({ content }) => content.flatMap((media) => Object.keys(media.object.examples ?? {})))
  const example = named(alike.flatMap(({ answers }) => answers))[0] ?? all.find((name) => !met.includes(name))
  return example === undefined ? {} : { example }
}

/** The statuses that fit a violation, the best first. */
export function usualStatuses(violation: Violation): [string, ...string[]] {
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
