/** What `fetch` takes, and not yet a `Request`: it can be sent as it is, as often as one likes. */
export interface RequestInitLike extends RequestInit {
  readonly url: string
  readonly method: string
  readonly headers: Headers
}

/**
 * Stands in for `Request` where nobody but the client sees it: a Request, and a copy of it for each attempt, would
 * cost more than all the rest of a call.
 */
export const RequestInitLike = function (url: string, init: { url?: string }): object {
  init.url = url
  return init
} as unknown as typeof Request
