// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/** The arguments of `fetch` as a plain object. Unlike a `Request`, it can be sent any number of times. */
export interface RequestInitLike extends RequestInit {
  readonly url: string
  readonly method: string
  readonly headers: Headers
}

/**
 * Replaces `Request` inside openapi-fetch where only the client sees the object. Creating a Request, and a copy of it for
 * each attempt, would cost more time than the rest of a call.
 */
export const RequestInitLike = function (url: string, init: { url?: string }): object {
  init.url = url
  return init
} as unknown as typeof Request
