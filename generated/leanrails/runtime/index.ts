// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/** The names that the generated client uses, and those that its users may import. */
export { connect, type ApiRules, type ClientOptions, type Settings } from './connect.js'
export { connectPaths } from './connect-paths.js'
export { basic } from './credentials.js'
export { checkOptions } from './checks.js'
export {
  AbortError,
  ApiError,
  ClientError,
  InvalidRequestError,
  InvalidResponseError,
  NetworkError,
  TimeoutError,
} from './errors.js'
export type { Attempt, AttemptRequest, AttemptResponse, AttemptRetry, Hooks } from './hooks.js'
export type { CallInfo } from './call-info.js'
export { boolean, headerReader, integer, number, type DescribedHeader, type HeaderReader } from './headers.js'
export { middleware, type MiddlewareRunner } from './middleware.js'
export type { Fetch, RetryPolicy, RetryRules, SendOptions } from './retry.js'
export { retryDelay } from './retry-delay.js'
export { retryAfter } from './retry-after.js'
export { retryingFetch } from './retrying-fetch.js'
export type { Middleware, RawClient } from './transport.js'
export type { Call, CallOptions, CallShape, KeyedCallOptions } from './types/call.js'
export type { Method, Pending } from './types/method.js'
export type { Open } from './types/open.js'
export type { Raw } from './types/raw.js'
export type { Data, Result } from './types/result.js'
export { responseValidator, type ResponseValidator, type Validator } from './validation.js'
