// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo } from './call-info.js'
import { AbortError, NetworkError, TimeoutError, type ClientError } from './errors.js'

/** The errors of a connection in Node: `fetch failed`, caused by one error or by one for each address of the host. */
interface Failure {
  readonly message?: string
  readonly code?: string
  readonly cause?: Failure
  readonly errors?: readonly Failure[]
}

/** Returns what happened to an attempt without a response: `ECONNREFUSED 127.0.0.1:4020`, or `timeout`. */
export const describeFailure = (error: unknown): string => {
  if (error === undefined) return 'timeout'
  const failure = error as Failure
  const { cause = failure } = failure
  const { message, code } = cause.errors?.[0] ?? cause
  // Node puts the system call first: `connect ECONNREFUSED 127.0.0.1:4020`.
  return (message || code || failure.message || 'unknown error').replace(/^\w+ (?=E[A-Z])/, '')
}

/**
 * Returns the error of a call that has no response. Its message says what happened, then what may be true, then what to do.
 *
 * @param error the platform's error, or undefined after a timeout
 * @param isRepeatable whether the same call can be made again without a second effect
 */
export const noResponse = (info: CallInfo, error: unknown, isRepeatable: boolean): ClientError => {
  const NoResponse = error === undefined ? TimeoutError : NetworkError
  const sameKey = info.idempotencyKey === '' ? '' : ' with the same idempotencyKey'
  const advice = isRepeatable ? `call again${sameKey}` : 'find out before you call again'
  return new NoResponse(
    info,
    `No response after ${counted(info.attempts)}: ${describeFailure(error)}. The request may have been processed: ${advice}.`,
    error,
  )
}

/** Returns the error of a call that the caller's signal ended. */
export const aborted = (info: CallInfo, reason: unknown): AbortError =>
  new AbortError(
    info,
    info.attempts === 0
      ? 'Aborted before the request was sent.'
      : `Aborted after ${counted(info.attempts)}. The request may have been processed.`,
    reason,
  )

const counted = (attempts: number): string => `${attempts} attempt${attempts > 1 ? 's' : ''}`
