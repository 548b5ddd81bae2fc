import type { RequestInitLike } from './request-init-like.ts'
import type { CallInfo, Mutable } from './call-info.ts'
import { retry, type RetryOptions } from './retry.ts'

/**
 * The client's retries under whoever makes real Requests and reads real answers: the request's body is read once, and
 * the answer's last byte has come when it is handed on, unread.
 */
export const createRequestSender = (options: RetryOptions, info?: Mutable<CallInfo>) => {
  const send = retry(options, info, async (response) => {
    await response.clone().arrayBuffer()
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
  // The Request is kept: where nothing else holds it, its signal is collected, and the caller's abort is not heard.
  return Object.assign(
    { ...fields, ...init, url, method, headers, signal: init?.signal ?? signal, body },
    { request },
  )
}
