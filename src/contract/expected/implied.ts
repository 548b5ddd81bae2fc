import { isSuccess } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'

/** Statuses that any server may return, whatever its API: RFC 9110, section 15.5, and RFC 6585, section 4. */
const ALWAYS = [404, 405, 406, 408, 414, 429, 431]

/** Statuses that only a request with content gets (RFC 9110, sections 15.5.12, 15.5.14 and 15.5.16). */
const WITH_BODY = [411, 413, 415]

/**
 * Returns whether HTTP itself implies a status code, so that an API may return it without a description. 400 and 422
 * are implied if the description has no status code for an invalid request. If it has one, another one is a failure. A
 * success is implied if the description has none.
 */
export function isImpliedByHttp(operation: Operation, status: number): boolean {
  // A description should document a success. One that has only errors leaves it out.
  if (isSuccess(status)) return !documentsSuccess(operation)
  if (ALWAYS.includes(status)) return true
  if (WITH_BODY.includes(status)) return operation.body !== undefined
  if (status === 401 || status === 403)
    return operation.security.some((requirement) => requirement.length > 0)
  return (status === 400 || status === 422) && !documentsInvalidRequests(operation)
}

function documentsSuccess({ responses }: Operation): boolean {
  return responses.some(({ status }) => /^[23]|^default$/i.test(status))
}

function documentsInvalidRequests({ responses }: Operation): boolean {
  return responses.some(({ status }) => /^(?:400|422|4XX|default)$/i.test(status))
}
