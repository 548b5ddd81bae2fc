import type { Api, Settings } from './connect.ts'
import { fillPath } from './path.ts'
import { createRequestSender } from './requests.ts'
import { retryingFetch } from './retrying-fetch.ts'
import { createTransport } from './transport.ts'
import type { Raw } from './types/raw.ts'

/**
 * openapi-fetch's client over the paths of an API, with its headers, keys, retries and refusals of ids. Where not every
 * operation takes a key (`api.idempotencyKey` is empty), the caller gives it, and what has one is sent again; where none
 * does, `api.key` is empty too: there is no header that it could be in.
 */
export const connectPaths = <Paths, FilledIn extends string>(api: Api, settings: Settings) =>
  createTransport<object>({
    redirect: 'error',
    ...settings,
    pathSerializer: fillPath,
    fetch: api.key && api.idempotencyKey === '' ? retryingFetch(api) : createRequestSender(api),
  }) as unknown as Raw<Paths, FilledIn>
