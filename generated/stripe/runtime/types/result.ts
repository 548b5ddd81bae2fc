// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo } from '../call-info.js'
import type { Open } from './open.js'
import type { FailureStatus, IsSuccess, StatusOf, SuccessStatus } from './status.js'

/** The part of an openapi-typescript operation that defines its results. */
export interface Responses {
  /** The responses by status code, range or `default`. */
  responses: object
}

type Content<Response> = Response extends { content: infer Media extends object }
  ? Open<Media[keyof Media]>
  : undefined

interface ResultBase<Status extends number> extends CallInfo {
  /** The status code. It narrows the type of the body. */
  readonly status: Status
  /** The original response. Its body has been read, and `text()` returns it again. */
  readonly response: Response
}

interface Success<Status extends number, Data> extends ResultBase<Status> {
  readonly ok: true
  /** The body of the success. */
  readonly data: Data
  readonly error?: never
}

interface Failure<Status extends number, Body> extends ResultBase<Status> {
  readonly ok: false
  /** The body of the error response. */
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
  : [FailureKey<keyof All>] extends [never]
    ? Failure<FailureStatus, unknown>
    : Failure<
        Exclude<FailureStatus, StatusOf<keyof All, never>>,
        Content<All[FailureKey<keyof All> & keyof All]>
      >

type SuccessKey<Key> = Key extends unknown ? (IsSuccess<Key> extends true ? Key : never) : never

/** The success of an operation whose description has none: that of `default`, or any. */
type AnySuccess<All> = [SuccessKey<keyof All>] extends [never]
  ? Success<SuccessStatus, All extends { default: infer Default } ? Content<Default> : unknown>
  : never

/** The result of a call: a union with one member for each status code. `status` and `ok` narrow it. */
export type Result<Operation extends Responses> =
  | Documented<Operation['responses'], keyof Operation['responses']>
  | AnySuccess<Operation['responses']>
  | Undocumented<Operation['responses']>

/** The value that `orThrow()` resolves to. */
export type Data<SomeResult> = SomeResult extends { ok: true; data: infer Body } ? Body : never
