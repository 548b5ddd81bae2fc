// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { Api, Settings } from './connect.js'
import { fillPath } from './path.js'
import { createRequestSender } from './requests.js'
import { retryingFetch } from './retrying-fetch.js'
import { createTransport } from './transport.js'
import type { Authorization } from './full/credentials.js'
import type { Raw } from './types/raw.js'

/**
 * Creates openapi-fetch's client over the paths of an API, with the same headers, keys, retries and path checks as the
 * methods. If only some operations accept a key, `api.idempotencyKey` is empty: the caller sets the key, and only
 * requests with a key are retried. If no operation accepts one, `api.key` is empty too, because no header carries it.
 *
 * @param authorize returns the credentials of a request. Default: the headers have them
 */
export const connectPaths = <Paths, FilledIn extends string>(
  api: Omit<Api, 'apiKey'>,
  settings: Settings,
  authorize?: () => Promise<Authorization>,
) => {
  const send = api.key && api.idempotencyKey === '' ? retryingFetch(api) : createRequestSender(api)
  return createTransport<object>({
    redirect: 'error',
    ...settings,
    pathSerializer: fillPath,
    fetch: authorize ? async (request: Request) => send(withCredentials(request, await authorize())) : send,
  }) as unknown as Raw<Paths, FilledIn>
}

const withCredentials = (request: Request, { headers, query, cookies }: Authorization): Request => {
  const { url } = request
  const added = query.length === 0 ? '' : `${url.includes('?') ? '&' : '?'}${query.join('&')}`
  const result = new Request(added === '' ? request : new Request(url + added, request))
  for (const [name, value] of Object.entries(headers)) result.headers.set(name, value)
  if (cookies.length > 0) result.headers.set('Cookie', cookies.join('; '))
  return result
}
