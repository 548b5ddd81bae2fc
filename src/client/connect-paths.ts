import type { Api, Settings } from './connect.ts'
import { fillPath } from './path.ts'
import { createRequestSender } from './requests.ts'
import { retryingFetch } from './retrying-fetch.ts'
import { createTransport } from './transport.ts'
import type { Raw } from './types/raw.ts'

/**
 * Creates openapi-fetch's client over the paths of an API, with the same headers, keys, retries and path checks as the
 * methods. If only some operations accept a key, `api.idempotencyKey` is empty: the caller sets the key, and only
 * requests with a key are retried. If no operation accepts one, `api.key` is empty too, because no header carries it.
 */
export const connectPaths = <Paths, FilledIn extends string>(api: Api, settings: Settings) =>
  createTransport<object>({
    redirect: 'error',
    ...settings,
    pathSerializer: fillPath,
    fetch: api.key && api.idempotencyKey === '' ? retryingFetch(api) : createRequestSender(api),
  }) as unknown as Raw<Paths, FilledIn>
