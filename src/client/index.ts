/** The runtime of the generated clients, and the names that their users may import. */
export { connect, type ApiRules, type ClientOptions, type Settings } from './connect.ts'
export { connectPaths } from './connect-paths.ts'
export { connectFull, type Features, type FullSettings } from './full/connect-full.ts'
export { binaryBody, jsonBody, textBody } from './full/bodies.ts'
export { cookieStyles } from './full/cookie-styles.ts'
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
} from './full/credentials.ts'
export { events, type ServerEvent } from './full/events.ts'
export { formBody } from './full/form-body.ts'
export { headerStyles } from './full/header-styles.ts'
export { multipartBody } from './full/multipart-body.ts'
export { pathStyles } from './full/path-styles.ts'
export type { Plan } from './full/plan.ts'
export { blob, text } from './full/responses.ts'
export { basic } from './credentials.ts'
export { checkOptions } from './checks.ts'
export {
  AbortError,
  ApiError,
  ClientError,
  InvalidRequestError,
  InvalidResponseError,
  NetworkError,
  TimeoutError,
} from './errors.ts'
export type { Attempt, AttemptRequest, AttemptResponse, AttemptRetry, Hooks } from './hooks.ts'
export type { CallInfo } from './call-info.ts'
export { form } from './form.ts'
export { boolean, headerReader, integer, number, type DescribedHeader, type HeaderReader } from './headers.ts'
export { middleware, type MiddlewareRunner } from './middleware.ts'
export type { Fetch, RetryPolicy, RetryRules, SendOptions } from './retry.ts'
export { retryDelay } from './retry-delay.ts'
export { retryAfter } from './retry-after.ts'
export { formOf, queryOf, type FieldStyle } from './styles.ts'
export { retryingFetch } from './retrying-fetch.ts'
export type { Middleware, RawClient } from './transport.ts'
export type { Call, CallOptions, CallShape, KeyedCallOptions } from './types/call.ts'
export type { Method, Pending } from './types/method.ts'
export type { Open } from './types/open.ts'
export type { Raw } from './types/raw.ts'
export type { Data, Result } from './types/result.ts'
export { responseValidator, type ResponseValidator, type Validator } from './validation.ts'
