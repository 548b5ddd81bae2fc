// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo, Mutable } from './call-info.js'
import { AbortError, InvalidRequestError, NetworkError, TimeoutError, type ClientError } from './errors.js'
import { masked } from './result.js'

/** The errors of a connection in Node: `fetch failed`, caused by one error or by one for each address of the host. */
interface Failure {
  readonly message?: string
  readonly code?: string
  readonly cause?: Failure
  readonly errors?: readonly Failure[]
}

const causeOf = (error: unknown): Failure | undefined => {
  const failure = error as Failure | null | undefined
  return failure?.cause ?? failure ?? undefined
}

/**
 * Whether the platform rejected a request before it sent anything: for a header that only the platform may set, or for a
 * port that `fetch` blocks (Fetch, "bad port"). Node names these.
 */
export const isUnsendable = (error: unknown): boolean => {
  const { code, message } = causeOf(error) ?? {}
  return code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED' || message === 'bad port'
}

/** Returns the platform's error with its text and its code only, and without the secrets in its text. */
export const withoutSecrets = (error: unknown, secrets: readonly string[]): Error =>
  Object.assign(new TypeError(masked(describeFailure(error), secrets)), { code: causeOf(error)?.code })

/** Returns the error of a request that the platform did not send. */
export const unsendable = (info: Mutable<CallInfo>, error: unknown): InvalidRequestError => {
  info.attempts = 0
  return new InvalidRequestError(
    info,
    `The request cannot be sent: ${describeFailure(error)}. Nothing was sent: check \`headers\`, \`baseUrl\` and \`fetch\`.`,
    error,
  )
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
