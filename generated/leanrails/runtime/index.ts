// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/** The names that the generated client uses, and those that its users may import. */
export { connect, type Api, type ClientOptions, type Settings } from './connect.js'
export { connectPaths } from './connect-paths.js'
export {
  basicScheme,
  cookieKeyScheme,
  credentials,
  headerKeyScheme,
  platformScheme,
  queryKeyScheme,
  tokenScheme,
  type Token,
  type UserPassword,
} from './full/credentials.js'
export { basic, bearer, plain } from './auth.js'
export { retryDelay } from './delay.js'
export { AbortError } from './errors/abort-error.js'
export { ApiError } from './errors/api-error.js'
export { ClientError } from './errors/client-error.js'
export { InvalidRequestError } from './errors/invalid-request-error.js'
export { InvalidResponseError } from './errors/invalid-response-error.js'
export { NetworkError } from './errors/network-error.js'
export { TimeoutError } from './errors/timeout-error.js'
export type { CallInfo } from './call-info.js'
export { boolean, headerReader, integer, number, type HeaderReader } from './headers.js'
export { middleware, type MiddlewareFactory } from './middleware.js'
export type { Fetch, Policy, RetryOptions } from './retry.js'
export { retryAfter } from './retry-after.js'
export { retryingFetch } from './retrying-fetch.js'
export type { Middleware, RawClient } from './transport.js'
export type { Call, CallOptions, CallShape, KeyedCallOptions } from './types/call.js'
export type { Method, Pending } from './types/method.js'
export type { Open } from './types/open.js'
export type { Raw } from './types/raw.js'
export type { Data, Result } from './types/result.js'
export { responseValidator, type ResponseValidator, type Validator } from './validation.js'
