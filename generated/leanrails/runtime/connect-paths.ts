// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { checkBaseUrl } from './checks.js'
import type { ApiRules, ClientOptions, Settings } from './connect.js'
import type { Authorization } from './types/authorization.js'
import { pathWriter } from './path.js'
import { mergeHeaders } from './request-parts.js'
import { createRequestSender } from './requests.js'
import { rejectRedirect } from './result.js'
import { retryingFetch } from './retrying-fetch.js'
import { createTransport } from './transport.js'
import type { Raw } from './types/raw.js'

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
