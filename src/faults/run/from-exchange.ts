import type { Exchange } from '../../contract/index.ts'
import type { MockRequest, SerializedResponse } from '../../mock/index.ts'
import type { CallWithResponse } from '../model/fault.ts'

/** Returns an exchange of the contract as the server saw it. */
export function fromExchange({ operation, request, response }: Exchange): CallWithResponse {
  const mark = request.path.indexOf('?')
  const headers = new Map<string, string[]>()
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase()
    headers.set(key, [...(headers.get(key) ?? []), value])
  }
  const received: MockRequest = {
    method: request.method,
    path: mark === -1 ? request.path : request.path.slice(0, mark),
    query: mark === -1 ? '' : request.path.slice(mark + 1),
    headers,
    body: Buffer.from(request.body ?? []),
    oversized: false,
  }
  const sent: SerializedResponse = {
    status: response.status,
    headers: Object.fromEntries([...response.headers].map(([name, values]) => [name, values.join(', ')])),
    ...(response.body.length > 0 && { body: Buffer.from(response.body) }),
  }
  return { operation, request: received, response: sent }
}
