import type { ServerResponse } from 'node:http'

/** Responds with a problem of the proxy itself (RFC 9457). */
export function respondWithProblem(
  outgoing: ServerResponse,
  status: number,
  title: string,
  violations: readonly string[],
): void {
  const body = JSON.stringify({ type: 'about:blank', title, status, violations }, undefined, 2)
  outgoing.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'X-Contract-Proxy': 'problem',
  })
  outgoing.end(body)
}
