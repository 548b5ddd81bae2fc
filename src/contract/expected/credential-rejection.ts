import { rejectionOf } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { rejectionResponses } from './expected.ts'

/** Returns whether a response rejects the credentials of its request. */
export function isCredentialRejection(operation: Operation, { status }: ReceivedResponse): boolean {
  // Any other status can be about something else, such as an unknown id.
  if (rejectionOf(operation, { in: 'security' }) === undefined) return status === 401 || status === 403
  const { expectedResponses } = rejectionResponses(operation, { in: 'security' })
  return expectedResponses.some((one) => one.status === String(status))
}
