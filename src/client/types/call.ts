import type { MiddlewareFactory } from '../middleware.ts'
import type { Policy } from '../retry.ts'
import type { AllOptional } from './optional.ts'

/** What every call takes beside what the operation needs; it wins over what the client has. */
export interface CallOptions extends Policy {
  /** Ends the call at once: under way, or waiting for the next attempt. */
  readonly signal?: AbortSignal | null | undefined
  /** Goes around this call: `middleware(…)`. Default: the client's. */
  readonly middleware?: MiddlewareFactory | undefined
}

export interface Requests {
  parameters: { path?: unknown; query?: unknown; header?: unknown }
}

/** What a call of an operation with keys takes beside that. */
export interface KeyedCallOptions extends CallOptions {
  /** Your own key, of this one thing to be done. Default: a new UUID. With `''` none is sent, nor anything twice. */
  readonly idempotencyKey?: string | undefined
}

type Filled<T> = Exclude<T, undefined>

/** A group of parameters; openapi-typescript says `never` where an operation has none. */
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
 * What a call of an operation takes: the path's parameters by their names, `query`, `headers` and `body` as far as
 * it has them. Headers that the client fills in need not be given.
 */
export type Call<Operation extends Requests, FilledIn extends string> = Readonly<
  Given<Operation['parameters']['path']>
> &
  Group<'query', Extract<Filled<Operation['parameters']['query']>, object>> &
  HeaderPart<Operation, FilledIn> &
  BodyPart<Operation> &
  ([FilledIn] extends [never] ? CallOptions : KeyedCallOptions)
