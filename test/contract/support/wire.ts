import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** Starts a TCP server that keeps the bytes of each request and responds with prepared bytes. */
export async function startWire(
  respond: (request: string, count: number, socket: Socket) => string | undefined,
): Promise<{ url: string; received: string[]; close(): Promise<void> }> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let buffer = ''
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      const end = buffer.indexOf('\r\n\r\n')
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(buffer)?.[1] ?? 0)
      if (end < 0 || buffer.length < end + 4 + length) return
      received.push(buffer.slice(0, end + 4 + length))
      buffer = ''
      const reply = respond(received.at(-1) ?? '', received.length, socket)
      if (reply === undefined) socket.destroy()
      else if (reply !== '') socket.write(reply)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

export const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

export function limited(after?: string): string {
  return `HTTP/1.1 429 Too Many Requests\r\n${after === undefined ? '' : `Retry-After: ${after}\r\n`}Content-Length: 0\r\n\r\n`
}
