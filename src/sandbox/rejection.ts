import type { Intent } from './intents.ts'

/** What an error body says. Absent fields are not sent. */
export interface ErrorBody {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly param?: string
  readonly [field: string]: unknown
}

/** The API says no: thrown by the rule that is broken, turned into an answer in one place. */
export class Rejection extends Error {
  override readonly name = 'Refusal'
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

/** Every way in which an API says no; each API words its own. */
export interface Rejections {
  readonly unknownRoute: () => Rejection
  readonly methodNotAllowed: (allow: string) => Rejection
  readonly unauthorized: (why: string) => Rejection
  readonly rateLimited: (retryAfterSeconds: number) => Rejection
  readonly invalidHeader: (name: string, message: string) => Rejection
  /** A field of the body is wrong; `param` names it. */
  readonly invalidParameter: (param: string, message: string) => Rejection
  readonly malformedBody: (message: string) => Rejection
  readonly unsupportedMediaType: (message: string) => Rejection
  readonly noSuchIntent: (id: string) => Rejection
  /** Another request holds the intent; only where the API says so. */
  readonly locked?: () => Rejection
  readonly unexpectedState: (intent: Intent) => Rejection
  readonly keyInUse: () => Rejection
  readonly keyReused: () => Rejection
  /** The bytes are not HTTP, or not all of it came. */
  readonly badHttp: (message: string) => Rejection
  readonly internal: () => Rejection
}
