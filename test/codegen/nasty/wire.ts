import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it arrived. */
export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** What the server responds with. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** Starts a server that records each request, byte for byte, and responds with `reply`. */
export async function startRecorder(): Promise<{
  readonly baseUrl: string
  readonly requests: Received[]
  reply: Reply
  stop: () => Promise<void>
}> {
  const requests: Received[] = []
  const recorder = { reply: { status: 204 } as Reply }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const body = Buffer.concat(chunks).toString('latin1')
      requests.push({ method, url, headers: headers as Received['headers'], body })
      const { status = 200, headers: sent = {}, body: text } = recorder.reply
      response.writeHead(status, sent).end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(recorder, {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  })
}
