import type { Policy } from '../retry.ts'
import type { Middleware } from '../transport.ts'
import type { AllOptional } from './optional.ts'

/** What every call takes beside what the operation needs; the policy's parts win over the client's. */
export interface CallOptions extends Policy {
  /** Your own key, of this one thing to be done. Default: a new UUID. With `''` none is sent, nor anything twice. */
  readonly idempotencyKey?: string | undefined
  /** Ends the call at once: under way, or waiting for the next attempt. */
  readonly signal?: AbortSignal | null | undefined
  /** openapi-fetch's middleware, for this call. */
  readonly middleware?: Middleware[]
}

export interface Requests {
  parameters: { path?: unknown; query?: unknown; header?: unknown }
}

type Filled<T> = Exclude<T, undefined>

type PathPart<Operation extends Requests> =
  Filled<Operation['parameters']['path']> extends infer Path extends object ? Readonly<Path> : unknown

type Group<Name extends string, Values> = [Values] extends [never]
  ? unknown
  : AllOptional<Values> extends true
    ? { readonly [Key in Name]?: Readonly<Values> }
    : { readonly [Key in Name]: Readonly<Values> }

type HeaderValues = Readonly<Record<string, string | number | boolean | null | undefined>>

type HeaderPart<Operation extends Requests, FilledIn extends string> = Group<
  'headers',
  Omit<Extract<Filled<Operation['parameters']['header']>, object>, FilledIn> & HeaderValues
>

type Media<Body> = Body extends { content: infer Content } ? Content[keyof Content] : never

type BodyPart<Operation> = Operation extends { requestBody: infer Body }
  ? { readonly body: Media<Body> }
  : Operation extends { requestBody?: infer Body }
    ? [Media<Filled<Body>>] extends [never]
      ? unknown
      : { readonly body?: Media<Filled<Body>> }
    : unknown

/**
 * What a call of an operation takes: the path's parameters by their names, `query`, `headers` and `body` as far as
 * it has them. Headers that the client fills in need not be given.
 */
export type Call<Operation extends Requests, FilledIn extends string> = PathPart<Operation> &
  Group<'query', Extract<Filled<Operation['parameters']['query']>, object>> &
  HeaderPart<Operation, FilledIn> &
  BodyPart<Operation> &
  CallOptions
