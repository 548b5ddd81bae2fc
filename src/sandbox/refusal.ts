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
export class Refusal extends Error {
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
export interface Refusals {
  readonly unknownRoute: () => Refusal
  readonly methodNotAllowed: (allow: string) => Refusal
  readonly unauthorized: (why: string) => Refusal
  readonly rateLimited: (retryAfterSeconds: number) => Refusal
  readonly invalidHeader: (name: string, message: string) => Refusal
  /** A field of the body is wrong; `param` names it. */
  readonly invalidParameter: (param: string, message: string) => Refusal
  readonly malformedBody: (message: string) => Refusal
  readonly unsupportedMediaType: (message: string) => Refusal
  readonly noSuchIntent: (id: string) => Refusal
  /** Another request holds the intent; only where the API says so. */
  readonly locked?: () => Refusal
  readonly unexpectedState: (intent: Intent) => Refusal
  readonly keyInUse: () => Refusal
  readonly keyReused: () => Refusal
  /** The bytes are not HTTP, or not all of it came. */
  readonly badHttp: (message: string) => Refusal
  readonly internal: () => Refusal
}
