import type { MockResponse } from '../server/mock-response.ts'

/**
 * An answer in the mock's own name (RFC 9457), where the description has none: it documents no status for what is
 * wrong, or the mock itself was asked for something that there is not.
 */
export function problem(status: number, title: string, detail: string): MockResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
    body: { type: 'about:blank', title, status, detail },
  }
}
