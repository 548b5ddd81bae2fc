/** The runtime of the generated clients, and the names that their users may import. `connect` is first: see connect.ts. */
export { connect, type Api, type ClientOptions, type Settings } from './connect.ts'
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
export { basic, bearer, plain } from './auth.ts'
export { retryDelay } from './delay.ts'
export { AbortError } from './errors/abort-error.ts'
export { ApiError } from './errors/api-error.ts'
export { ClientError } from './errors/client-error.ts'
export { InvalidRequestError } from './errors/invalid-request-error.ts'
export { InvalidResponseError } from './errors/invalid-response-error.ts'
export { NetworkError } from './errors/network-error.ts'
export { TimeoutError } from './errors/timeout-error.ts'
export type { CallInfo } from './call-info.ts'
export { form } from './form.ts'
export { boolean, headerReader, integer, number, type HeaderReader } from './headers.ts'
export { middleware, type MiddlewareFactory } from './middleware.ts'
export type { Fetch, Policy, RetryOptions } from './retry.ts'
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
