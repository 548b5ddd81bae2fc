import type { MiddlewareFactory } from '../middleware.ts'
import type { Policy } from '../retry.ts'
import type { AllOptional } from './optional.ts'

/** The options of every call. They override the client's options. */
export interface CallOptions extends Policy {
  /** Ends the call at once, during an attempt or between two. */
  readonly signal?: AbortSignal | null | undefined
  /** Wraps this call: `middleware(…)`. Default: the client's middleware. */
  readonly middleware?: MiddlewareFactory | undefined
}

export interface Requests {
  parameters: { path?: unknown; query?: unknown; header?: unknown }
}

/** The options of a call of an operation that accepts idempotency keys. */
export interface KeyedCallOptions extends CallOptions {
  /** Your own key for this call. Default: a new UUID. With `''` no key is sent, and the request is never retried. */
  readonly idempotencyKey?: string | undefined
}

type Filled<T> = Exclude<T, undefined>

/** A group of parameters. openapi-typescript writes `never` if an operation has no parameters of that group. */
type Given<T> = [Filled<T>] extends [never] ? object : Filled<T>

type Group<Name extends string, Values> = [Values] extends [never]
  ? unknown
  : AllOptional<Values> extends true
    ? { readonly [Key in Name]?: Readonly<Values> | undefined }
    : { readonly [Key in Name]: Readonly<Values> }

type HeaderValues = Readonly<Record<string, string | number | boolean | null | undefined>>

type HeaderPart<Operation extends Requests, FilledIn extends string> = Group<
  'headers',
  Omit<Given<Operation['parameters']['header']>, FilledIn> & HeaderValues
>

type Media<Body> = Body extends { content: infer Content } ? Content[keyof Content] : never

type BodyPart<Operation> = Operation extends { requestBody: infer Body }
  ? { readonly body: Media<Body> }
  : Operation extends { requestBody?: infer Body }
    ? [Media<Filled<Body>>] extends [never]
      ? unknown
      : { readonly body?: Media<Filled<Body>> | undefined }
    : unknown

/**
 * The argument of an operation's method: the path parameters by their names, and `query`, `headers` and `body` if the
 * operation has them. Headers that the client fills in are optional.
 */
export type Call<Operation extends Requests, FilledIn extends string> = Readonly<
  Given<Operation['parameters']['path']>
> &
  Group<'query', Extract<Filled<Operation['parameters']['query']>, object>> &
  HeaderPart<Operation, FilledIn> &
  BodyPart<Operation> &
  ([FilledIn] extends [never] ? CallOptions : KeyedCallOptions)
