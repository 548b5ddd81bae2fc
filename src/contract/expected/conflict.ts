import type { Exchange } from '../http/exchange.ts'

/** Why a case is skipped whose valid request conflicts with an existing resource. */
export const CONFLICT = 'it conflicts with an existing resource (409)'

/**
 * Returns whether a valid request conflicts with an existing resource, for example because it creates the same thing
 * twice: a documented 409 that no extension explains.
 */
export function isConflict({ operation, response }: Pick<Exchange, 'operation' | 'response'>): boolean {
  if (response.status !== 409 || !operation.responses.some(({ status }) => status === '409')) return false
  const { rejections, lifecycle, idempotency } = operation
  const explained = [
    ...rejections,
    ...Object.values(lifecycle?.states ?? {}),
    ...(idempotency === undefined ? [] : [idempotency.mismatch, idempotency.inProgress]),
  ].flatMap(({ responses }) => responses)
  return !explained.some(({ status }) => status === '409')
}
