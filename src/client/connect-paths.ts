import type { Api, Settings } from './connect.ts'
import { fillPath } from './path.ts'
import { createRequestSender } from './requests.ts'
import { retryingFetch } from './retrying-fetch.ts'
import { createTransport } from './transport.ts'
import type { Authorization } from './full/credentials.ts'
import type { Raw } from './types/raw.ts'

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
