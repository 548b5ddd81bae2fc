import type { Shape } from '../result.ts'
import type { Alternatives } from './credentials.ts'

/** A body as `fetch` sends it, and its media type. */
export interface WrittenBody {
  readonly body: RequestInit['body']
  readonly type: string
}

/** How a body is read: as JSON, text, bytes or events. `any` is JSON if possible, or else text. Empty: no body. */
export type ResponseFormat = string

/** How an operation writes its requests and reads its responses. The generated client has one for each operation. */
export interface Plan {
  /** Whether the operation accepts idempotency keys. */
  readonly keyed?: boolean
  /** Whether the operation requires an idempotency key. */
  readonly requiresKey?: boolean
  /** The address, if the operation has a server of its own. */
  readonly baseUrl?: string
  /** Whether the path parameters are in `path`, because one of them has the name of an option. */
  readonly pathGroup?: boolean
  readonly path?: (template: string, values: Readonly<Record<string, unknown>>) => string
  readonly query?: (values: unknown) => string
  readonly headers?: (values: Readonly<Record<string, unknown>>) => Record<string, unknown>
  readonly cookies?: (values: Readonly<Record<string, unknown>>) => string[]
  /** Default: JSON. */
  readonly body?: (value: unknown) => WrittenBody
  readonly accept?: string
  /** The names of the security schemes: alternatives of schemes that are sent together. */
  readonly security?: Alternatives
  /** Whether a described redirect is returned. Every other redirect is an error. */
  readonly redirects?: boolean
  /** Status code, range or `default` → the formats of the body, separated by spaces. */
  readonly responses: Readonly<Record<number | string, ResponseFormat>>
  /** Status code → what a JSON body must be at least. */
  readonly shapes?: Readonly<Record<number | string, Shape>>
}
