import type { IHttpRequest } from '@stoplight/prism-http'
import type { Operation } from '../../description/index.ts'

/** Returns a request for Prism. Its path is the template, because the operation is already known. */
export function toPrismRequest(operation: Operation): IHttpRequest {
  return {
    method: operation.method.toLowerCase() as 'get',
    url: { path: operation.path, query: {} },
    headers: {},
  }
}
