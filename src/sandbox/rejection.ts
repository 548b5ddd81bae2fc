import type { Intent } from './intent.ts'

/** The `error` object of an error body. Absent fields are not sent. */
export interface ErrorBody {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly param?: string
  readonly [field: string]: unknown
}

/** Thrown by a rule that rejects a request. The `reject` rule turns it into a response. */
export class Rejection extends Error {
  override readonly name = 'Rejection'
  readonly status: number
  readonly error: ErrorBody
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, error: ErrorBody, headers: Readonly<Record<string, string>> = {}) {
    super(error.message)
    this.status = status
    this.error = error
    this.headers = headers
  }
}

/** All reasons to reject a request. Each API has its own error for each. */
export interface Rejections {
  readonly unknownRoute: () => Rejection
  readonly methodNotAllowed: (allow: string) => Rejection
  readonly unauthorized: (why: string) => Rejection
  readonly rateLimited: (retryAfterSeconds: number) => Rejection
  readonly invalidHeader: (name: string, message: string) => Rejection
  /** A field of the body is invalid. `param` names it. */
  readonly invalidParameter: (param: string, message: string) => Rejection
  readonly malformedBody: (message: string) => Rejection
  readonly unsupportedMediaType: (message: string) => Rejection
  readonly noSuchIntent: (id: string) => Rejection
  /** Another request holds a lock on the intent. Only Stripe has this error. */
  readonly locked?: () => Rejection
  readonly unexpectedState: (intent: Intent) => Rejection
  readonly keyInUse: () => Rejection
  readonly keyReused: () => Rejection
  /** The bytes are not valid HTTP, or the request is incomplete. */
  readonly badHttp: (message: string) => Rejection
  readonly internal: () => Rejection
}
