// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { RequestInitLike } from './request-init-like.js'
import type { CallInfo, Mutable } from './call-info.js'
import { retry, type RetryOptions } from './retry.js'

/**
 * Creates a `fetch` with retries for callers that use real Request and Response objects. The request body is read once.
 * The response is complete when it is returned, and its body is unread.
 *
 * @param isStream whether a response is returned while it arrives
 */
export const createRequestSender = (
  options: RetryOptions,
  info?: Mutable<CallInfo>,
  isStream?: (response: Response) => boolean,
) => {
  const send = retry(options, info, async (response) => {
    if (!isStream?.(response)) await response.clone().arrayBuffer()
    return response
  })
  return async (request: Request, init?: RequestInit): Promise<Response> =>
    send(await toRequestInit(request, init))
}

async function toRequestInit(request: Request, init?: RequestInit): Promise<RequestInitLike> {
  const { url, method, headers, signal, mode, credentials, cache, redirect } = request
  const { referrer, referrerPolicy, integrity, keepalive } = request
  const body = /GET|HEAD/.test(method) ? null : await request.arrayBuffer()
  const fields = { mode, credentials, cache, redirect, referrer, referrerPolicy, integrity, keepalive }
  // The Request must stay referenced: otherwise its signal is garbage-collected, and the caller's abort has no effect.
  return Object.assign(
    { ...fields, ...init, url, method, headers, signal: init?.signal ?? signal, body },
    { request },
  )
}
