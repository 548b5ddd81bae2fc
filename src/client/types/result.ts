import type { CallInfo } from '../call-info.ts'
import type { Open } from './open.ts'
import type { FailureStatus, IsSuccess, StatusOf } from './status.ts'

/** The part of an openapi-typescript operation that defines its results. */
export interface Responses {
  responses: object
}

type Content<Response> = Response extends { content: infer Media extends object }
  ? Open<Media[keyof Media]>
  : undefined

interface ResultBase<Status extends number> extends CallInfo {
  readonly status: Status
  /** The original response. Its body has been read, and `text()` returns it again. */
  readonly response: Response
}

interface Success<Status extends number, Data> extends ResultBase<Status> {
  readonly ok: true
  readonly data: Data
  readonly error?: never
}

interface Failure<Status extends number, Body> extends ResultBase<Status> {
  readonly ok: false
  readonly error: Body
  readonly data?: never
}

type Documented<All, Key extends keyof All> = Key extends unknown
  ? IsSuccess<Key> extends true
    ? Success<StatusOf<Key, keyof All>, Content<All[Key]>>
    : Failure<StatusOf<Key, keyof All>, Content<All[Key]>>
  : never

type FailureKey<Key> = Key extends unknown ? (IsSuccess<Key> extends true ? never : Key) : never

/** An error response of the documented shape, with a status code that the description does not have. */
type Undocumented<All> = 'default' extends keyof All
  ? never
  : Failure<
      Exclude<FailureStatus, StatusOf<keyof All, never>>,
      Content<All[FailureKey<keyof All> & keyof All]>
    >

/** The result of a call: a union with one member for each status code. `status` and `ok` narrow it. */
export type Result<Operation extends Responses> =
  Documented<Operation['responses'], keyof Operation['responses']> | Undocumented<Operation['responses']>

/** The value that `orThrow()` resolves to. */
export type Data<SomeResult> = SomeResult extends { ok: true; data: infer Body } ? Body : never
