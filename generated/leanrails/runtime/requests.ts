// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { CallInfo, Mutable } from './call-info.js'
import type { RequestParts } from './request-parts.js'
import { retry, type RequestOptions, type RetryRules } from './retry.js'

/**
 * Creates a `fetch` with retries for callers that use real Request and Response objects. The request body is read once.
 * The response is complete when it is returned, and its body is unread.
 *
 * @param isStream whether a response is returned while it arrives
 */
export const createRequestSender = (
  rules: RetryRules,
  options: RequestOptions,
  info?: Mutable<CallInfo>,
  isStream?: (response: Response) => boolean,
): ((request: Request, init?: RequestInit) => Promise<Response>) => {
  const send = retry(rules, options, info, async (response) => {
    if (!isStream?.(response)) await response.clone().arrayBuffer()
    return response
  })
  return async (request, init) => send(await partsOf(request, init))
}

/** Returns the parts of a request, with its body. */
async function partsOf(request: Request, init?: RequestInit): Promise<RequestParts> {
  const { url, method, headers, signal, mode, credentials, cache, redirect } = request
  const { referrer, referrerPolicy, integrity, keepalive } = request
  const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer()
  const fields = { mode, credentials, cache, redirect, referrer, referrerPolicy, integrity, keepalive }
  // The Request must stay referenced: otherwise its signal is garbage-collected, and the caller's abort has no effect.
  return Object.assign(
    { ...fields, ...init, url, method, headers, signal: init?.signal ?? signal, body },
    { request },
  )
}
