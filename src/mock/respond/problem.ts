import type { MockResponse } from '../server/mock-response.ts'

/**
 * Returns a problem document of the mock itself (RFC 9457), for cases without a documented response: an invalid request
 * whose status code is not documented, or an unsupported `Prefer` value.
 */
export function problem(status: number, title: string, detail: string): MockResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
    body: { type: 'about:blank', title, status, detail },
  }
}
