import { responseFor } from '../../description/index.ts'
import type { Exchange } from '../http/exchange.ts'

/** Why a case is skipped whose valid request conflicts with an existing resource. */
export const CONFLICT = 'it conflicts with an existing resource (409)'

/**
 * Returns whether a valid request conflicts with an existing resource, for example because it creates the same thing
 * twice: a 409 that the description covers, also by `4XX` or `default`, and that no extension explains.
 */
export function isConflict({ operation, response }: Pick<Exchange, 'operation' | 'response'>): boolean {
  if (response.status !== 409 || responseFor(operation, 409) === undefined) return false
  const { rejections, lifecycle, idempotency } = operation
  const explained = [
    ...rejections,
    ...Object.values(lifecycle?.states ?? {}),
    ...(idempotency === undefined ? [] : [idempotency.mismatch, idempotency.inProgress]),
  ].flatMap(({ responses }) => responses)
  return !explained.some(({ status }) => status === '409')
}
