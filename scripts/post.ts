import { request } from 'node:http'
import type { Agent } from 'node:http'

/** A POST request that a server has to accept. */
export interface PostRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: string
}

/** Sends a request, and reads its response to the end. @throws Error for any status code but 200 */
export function post(url: URL, { path, headers, body }: PostRequest, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: url.hostname, port: url.port, method: 'POST', path, headers, agent },
      (incoming) => {
        incoming.resume()
        incoming.on('end', () => {
          if (incoming.statusCode === 200) resolve()
          else reject(new Error(`${url.href} returned ${incoming.statusCode ?? 'nothing'}.`))
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
