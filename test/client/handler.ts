import type { Fetch } from '../../src/client/index.ts'

/** Creates a `fetch` that passes the real Request to a function which returns a real Response. */
export function handler(
  ...responders: ((request: Request) => Response | Promise<Response>)[]
): Fetch & { requests: Request[] } {
  const requests: Request[] = []
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const responder = responders[Math.min(requests.length, responders.length - 1)]
    requests.push(request.clone())
    if (responder === undefined) throw new Error('The test has no response')
    return responder(request)
  }
  return Object.assign(fetch, { requests })
}

/** The response body of the LeanRails API to a cancel request. */
export const canceled = {
  id: 'pi_1',
  object: 'payment_intent',
  amount: 2000,
  currency: 'usd',
  status: 'canceled',
  created: 1_700_000_000,
  livemode: false,
  canceled_at: 1_700_000_100,
  cancellation_reason: null,
}

export const ok =
  (body: unknown = canceled, headers: Record<string, string> = {}) =>
  (): Response =>
    Response.json(body, { headers })

export const rejection =
  (status: number, error: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  (): Response =>
    Response.json(
      { error: { type: 'invalid_request_error', code: 'some_code', message: 'Some message.', ...error } },
      { status, headers },
    )

export const text =
  (status: number, body: string, type = 'text/html') =>
  (): Response =>
    new Response(body, { status, headers: { 'Content-Type': type } })

export const networkFailure = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))
