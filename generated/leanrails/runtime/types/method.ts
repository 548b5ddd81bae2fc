// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { Call, CallShape, Requests } from './call.js'
import type { AllOptional } from './optional.js'
import type { Data, Responses, Result } from './result.js'

/** A call in progress. */
export interface Pending<SomeResult> extends Promise<SomeResult> {
  /**
   * Resolves to the body of a success. An error response is thrown.
   *
   * @throws ApiError, and every error of the call itself
   */
  orThrow(): Promise<Data<SomeResult>>
}

/**
 * An operation as a method. It resolves to every response of the API, also to an error response. It rejects if there is
 * no usable response: NetworkError, TimeoutError, AbortError, InvalidResponseError, InvalidRequestError.
 */
export type Method<
  Operation extends Requests & Responses,
  FilledIn extends string,
  Shape extends CallShape = CallShape,
> =
  AllOptional<Call<Operation, FilledIn, Shape>> extends true
    ? (call?: Call<Operation, FilledIn, Shape>) => Pending<Result<Operation>>
    : (call: Call<Operation, FilledIn, Shape>) => Pending<Result<Operation>>
