import type { Call, Requests } from './call.ts'
import type { AllOptional } from './optional.ts'
import type { Data, Responses, Result } from './result.ts'

/** A call that is under way. */
export interface Pending<SomeResult> extends Promise<SomeResult> {
  /**
   * The success's body; a refusal is thrown.
   *
   * @throws ApiError, and whatever the call itself throws
   */
  orThrow(): Promise<Data<SomeResult>>
}

/**
 * An operation as a method. It resolves to whatever the API says, refusals too; it rejects where nothing usable was
 * said: NetworkError, TimeoutError, AbortError, InvalidResponseError, InvalidRequestError.
 */
export type Method<Operation extends Requests & Responses, FilledIn extends string> =
  AllOptional<Call<Operation, FilledIn>> extends true
    ? (call?: Call<Operation, FilledIn>) => Pending<Result<Operation>>
    : (call: Call<Operation, FilledIn>) => Pending<Result<Operation>>
