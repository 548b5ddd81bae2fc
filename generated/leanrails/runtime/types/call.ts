// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { MiddlewareRunner } from '../middleware.js'
import type { SendOptions } from '../retry.js'
import type { AllOptional } from './optional.js'

/** The options of every call. They override the client's options. */
export interface CallOptions extends SendOptions {
  /** Ends the call at once, during an attempt or between two. */
  readonly signal?: AbortSignal | null | undefined
  /** Wraps this call: `middleware(…)`. Default: the client's middleware. */
  readonly middleware?: MiddlewareRunner | undefined
}

/** The part of an openapi-typescript operation that defines its parameters. */
export interface Requests {
  /** The parameters by their location. */
  parameters: { path?: unknown; query?: unknown; header?: unknown; cookie?: unknown }
}

/** The options of a call of an operation that accepts idempotency keys. */
export interface KeyedCallOptions extends CallOptions {
  /**
   * Your own key for this call. Default: a new UUID. With `''` no key is sent, and a request that is not
   * idempotent is never retried.
   */
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

/** The headers of a call: the described ones, and any other. A list or record is written in its style. */
type AnyHeaders<Described> = Described &
  (Described extends HeaderValues ? HeaderValues : Readonly<Record<string, unknown>>)

type HeaderPart<Operation extends Requests, FilledIn extends string> = Group<
  'headers',
  AnyHeaders<Omit<Given<Operation['parameters']['header']>, FilledIn>>
>

/** How a call differs from the usual one. */
export interface CallShape {
  /** The media type of the body. Default: the only one. */
  media?: string
  /** Whether the path parameters are in `path`, because one of them has the name of an option. */
  path?: true
  /** Whether the body is left out: `fetch` sends none with GET and HEAD. */
  bodiless?: true
}

type Media<Body, Shape> = Body extends { content: infer Content }
  ? Content[Shape extends { media: infer Type extends string } ? Type & keyof Content : keyof Content]
  : never

type BodyPart<Operation, Shape> = Shape extends { bodiless: true }
  ? unknown
  : Operation extends { requestBody: infer Body }
    ? { readonly body: Media<Body, Shape> }
    : Operation extends { requestBody?: infer Body }
      ? [Media<Filled<Body>, Shape>] extends [never]
        ? unknown
        : { readonly body?: Media<Filled<Body>, Shape> | undefined }
      : unknown

type PathPart<Values, Shape> = Shape extends { path: true } ? Group<'path', Values> : Readonly<Values>

/**
 * The argument of an operation's method: the path parameters by their names, and `query`, `headers`, `cookies` and
 * `body` if the operation has them. Headers that the client fills in are optional.
 */
export type Call<
  Operation extends Requests,
  FilledIn extends string,
  Shape extends CallShape = CallShape,
> = PathPart<Given<Operation['parameters']['path']>, Shape> &
  Group<'query', Extract<Filled<Operation['parameters']['query']>, object>> &
  Group<'cookies', Extract<Filled<Operation['parameters']['cookie']>, object>> &
  HeaderPart<Operation, FilledIn> &
  BodyPart<Operation, Shape> &
  ([FilledIn] extends [never] ? CallOptions : KeyedCallOptions)
