import { checkBaseUrl } from './checks.ts'
import type { ApiRules, ClientOptions, Settings } from './connect.ts'
import type { Authorization } from './types/authorization.ts'
import { pathWriter } from './path.ts'
import { mergeHeaders } from './request-parts.ts'
import { createRequestSender } from './requests.ts'
import { rejectRedirect } from './result.ts'
import { retryingFetch } from './retrying-fetch.ts'
import { createTransport } from './transport.ts'
import type { Raw } from './types/raw.ts'

/**
 * Creates openapi-fetch's client over the paths of an API, with the same headers, keys, retries and path checks as the
 * methods. If only some operations accept a key, the caller sets it.
 *
 * @param authorize returns the credentials of a request. Default: the headers have them
 * @throws InvalidRequestError if the address or the headers of the API cannot be used
 */
export const connectPaths = <Paths, FilledIn extends string>(
  rules: ApiRules,
  options: ClientOptions,
  settings: Settings,
  authorize?: () => Promise<Authorization>,
): Raw<Paths, FilledIn> => {
  const send = rules.callerSetsKeys
    ? retryingFetch({ ...options, ...rules })
    : createRequestSender(rules, options)
  mergeHeaders([settings.headers])
  return createTransport<object>({
    ...settings,
    baseUrl: checkBaseUrl(settings.baseUrl),
    pathSerializer: (url, values) => pathWriter(url)(values),
    redirect: 'manual',
    fetch: async (request: Request) => {
      const response = await send(authorize ? withCredentials(request, await authorize()) : request)
      rejectRedirect(response, { method: request.method, url: request.url })
      return response
    },
  })
}

const withCredentials = (request: Request, { headers, query, cookies }: Authorization): Request => {
  const { url } = request
  const added = query.length === 0 ? '' : `${url.includes('?') ? '&' : '?'}${query.join('&')}`
  const result = new Request(added === '' ? request : new Request(url + added, request))
  for (const [name, value] of Object.entries(headers)) result.headers.set(name, value)
  if (cookies.length > 0) result.headers.set('Cookie', cookies.join('; '))
  return result
}
