// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo, Mutable } from './call-info.js'
import {
  advice,
  AbortError,
  InvalidRequestError,
  NetworkError,
  TimeoutError,
  type ClientError,
} from './errors.js'
import { masked } from './result.js'

/** The errors of a connection in Node: `fetch failed`, caused by one error or by one for each address of the host. */
interface Failure {
  readonly message?: unknown
  readonly code?: unknown
  readonly cause?: Failure
  readonly errors?: readonly Failure[]
}

const causeOf = (error: unknown): Failure | undefined => {
  const failure = error as Failure | null | undefined
  return failure?.cause ?? failure ?? undefined
}

/** The codes of Node's errors for headers that only the platform may set, or that do not match the body. */
const UNSENDABLE = new Set<unknown>([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
])

/** Whether the platform rejected a request before it sent anything: also for a port that `fetch` blocks ("bad port"). */
export const isUnsendable = (error: unknown): boolean => {
  const { code, message } = causeOf(error) ?? {}
  return UNSENDABLE.has(code) || message === 'bad port'
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

/**
 * Returns what happened to an attempt without a response: `ECONNREFUSED 127.0.0.1:4020`, or `timeout`.
 *
 * @param error anything: a `fetch` of one's own may reject with any value
 */
export const describeFailure = (error: unknown): string => {
  if (error === undefined) return 'timeout'
  const cause = causeOf(error)
  const { message, code } = cause?.errors?.[0] ?? cause ?? {}
  const { message: own } = Object(error) as Failure
  const texts = [message, code, own, error, 'unknown error']
  const text = texts.find((value): value is string => typeof value === 'string' && value !== '') ?? ''
  // Node puts the system call first: `connect ECONNREFUSED 127.0.0.1:4020`.
  return text.replace(/^\w+ (?=E[A-Z])/, '')
}

/**
 * Returns the error of a call that has no response. Its message says what happened, then what may be true, then what to do.
 *
 * @param error the platform's error, or undefined after a timeout
 * @param isRepeatable whether the same call can be made again without a second effect
 */
export const noResponse = (info: CallInfo, error: unknown, isRepeatable: boolean): ClientError => {
  const NoResponse = error === undefined ? TimeoutError : NetworkError
  const what = `No response after ${counted(info.attempts)}: ${describeFailure(error)}.`
  return new NoResponse(info, `${what} ${advice(info, isRepeatable)}`, error)
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
