import type { ExampleObject, ExpectedResponse, MediaTypeObject } from './openapi.ts'
import type { Operation, Response } from './operation.ts'

/** Whether a status code, or a key of `responses` such as `2XX`, is a success. */
export function isSuccess(status: number | string): boolean {
  return /^2(?:\d\d|XX)$/i.test(String(status))
}

/** Whether a key of `responses` (`404`, `4XX`, `default`) covers a status code. */
export function statusMatches(key: string, status: number | string): boolean {
  const text = String(status)
  return key === text || key === 'default' || key.toUpperCase() === `${text.charAt(0)}XX`
}

/** Responses of an operation → status code → the one that documents it. Every check of a response looks it up. */
const known = new WeakMap<readonly Response[], Map<string, Response | undefined>>()

/**
 * Returns the response that the description documents for a status code: the exact one, else its range, else `default`.
 */
export function responseFor(
  { responses }: Pick<Operation, 'responses'>,
  status: number | string,
): Response | undefined {
  const byStatus = known.get(responses) ?? new Map<string, Response | undefined>()
  known.set(responses, byStatus)
  const code = String(status)
  if (!byStatus.has(code)) byStatus.set(code, findResponse(responses, code))
  return byStatus.get(code)
}

function findResponse(responses: readonly Response[], status: string): Response | undefined {
  const matching = responses.filter((response) => statusMatches(response.status, status))
  return (
    matching.find((response) => response.status === status) ??
    matching.find((response) => response.status !== 'default') ??
    matching[0]
  )
}

/** Returns the example that an expected response names, from whichever media type has it. */
export function exampleOf(
  operation: Operation,
  { status, example }: ExpectedResponse,
): ExampleObject | undefined {
  if (example === undefined) return undefined
  const response = operation.responses.find((candidate) => candidate.status === status)
  return response?.content
    .map(({ object }) => object.examples?.[example])
    .find((candidate) => candidate !== undefined)
}

/** Returns the values of all examples of a parameter or of a media type: `example`, then those of `examples`. */
export function valuesOfExamples({ example, examples }: Omit<MediaTypeObject, 'schema'>): unknown[] {
  const named = Object.values(examples ?? {}).map(({ value }) => value)
  return [example, ...named].filter((value) => value !== undefined)
}

/** Whether a response has no content, whatever is described (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
export function isWithoutContent(status: string): boolean {
  return ['204', '205', '304'].includes(status)
}
