import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { describe as describeDocument } from '../../src/description/index.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { startProxy } from '../../src/proxy/index.ts'
import type { Proxy } from '../../src/proxy/index.ts'

const ITEMS = `
openapi: 3.1.0
info: { title: Items, version: '1' }
paths:
  /items:
    get: { operationId: readItems, responses: { '200': { description: x } } }
`
const description = describeDocument('items', parse(ITEMS) as OpenAPIDocument, {
  '': { file: 'items.yaml', line: 1 },
})

/** What the server does when a part of a request arrives. @param received everything that arrived so far */
type Serve = (socket: Socket, received: string) => void

let serve: Serve
let received = ''
let server: Server
let proxy: Proxy
const sockets = new Set<Socket>()

beforeEach(async () => {
  received = ''
  server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1')
      serve(socket, received)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  proxy = await startProxy({ description, target: new URL(`http://127.0.0.1:${port}`) })
})

afterEach(async () => {
  await proxy.close()
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  server.close()
})

/** A client that sends bytes and sees bytes. */
class Client {
  readonly socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
  text = ''
  private changed = (): void => undefined

  constructor() {
    this.socket.on('error', () => undefined)
    this.socket.on('data', (bytes) => {
      this.text += bytes.toString('latin1')
      this.changed()
    })
    this.socket.on('close', () => {
      this.text += '[closed]'
      this.changed()
    })
  }

  /** Sends a text, and waits until what arrived has an end. */
  async send(text: string, end: string): Promise<string> {
    this.socket.write(text, 'latin1')
    while (!this.text.endsWith(end)) {
      await new Promise<void>((resolve) => {
        this.changed = resolve
      })
    }
    return this.text
  }
}

const at = (end: string, response: string): Serve => {
  return (socket, text) => {
    if (text.endsWith(end)) socket.write(response, 'latin1')
  }
}
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'
const GET = 'GET /items HTTP/1.1\r\nHost: x\r\n\r\n'

describe('what passes the proxy', () => {
  it('keeps names, order and repetition of headers, and bytes that are not ASCII', async () => {
    serve = at(
      '\r\n\r\n',
      'HTTP/1.1 200 Sch\xf6n\r\nX-b: \xe9\r\nx-A: 1\r\nX-B: 2\r\nContent-Length: 2\r\n\r\nhi',
    )
    const text = await new Client().send(
      'GET /a/../%2e?%zz HTTP/1.1\r\nHost: x\r\nX-aB: 1\r\nx-Ab: \xff\r\n\r\n',
      'hi',
    )
    expect(received).toContain('GET /a/../%2e?%zz HTTP/1.1\r\n')
    expect(received).toContain('\r\nX-aB: 1\r\nx-Ab: \xff\r\n')
    expect(text).toContain('HTTP/1.1 200 Sch\xf6n\r\nX-b: \xe9\r\nx-A: 1\r\nX-B: 2\r\nContent-Length: 2\r\n')
  })

  it('includes trailers in both directions', async () => {
    serve = at(
      'T: 1\r\n\r\n',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-R: 2\r\n\r\n',
    )
    const post =
      'POST /items HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n'
    expect(await new Client().send(post, 'X-R: 2\r\n\r\n')).toContain('\r\n\r\n2\r\nhi\r\n0\r\n')
    expect(received).toContain('\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n')
  })

  it('includes interim responses', async () => {
    serve = at(
      '\r\n\r\n',
      `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${OK}`,
    )
    expect(await new Client().send(GET, 'hi')).toMatch(/^HTTP\/1.1 103 .*HTTP\/1.1 102 .*HTTP\/1.1 200 /s)
  })

  it('lets the server decide whether a body is sent', async () => {
    serve = at('\r\n\r\n', 'HTTP/1.1 417 No\r\nContent-Length: 2\r\n\r\nno')
    const post = 'POST /items HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n'
    expect(await new Client().send(post, 'no')).toMatch(/^HTTP\/1.1 417 /)
    received = ''
    serve = (socket, text) => {
      if (text.endsWith('\r\n\r\n')) socket.write('HTTP/1.1 100 Continue\r\n\r\n')
      if (text.endsWith('abc')) socket.write(OK)
    }
    const client = new Client()
    expect(await client.send(post, '\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    expect(await client.send('abc', 'hi')).toContain('HTTP/1.1 200 OK')
  })

  it('has the target of OPTIONS *, and no body that was not sent', async () => {
    serve = at('\r\n\r\n', OK)
    await new Client().send('OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n', 'hi')
    await new Client().send('PURGE /items HTTP/1.1\r\nHost: x\r\n\r\n', 'hi')
    expect(received).toContain('OPTIONS * HTTP/1.1\r\n')
    expect(received).toMatch(/PURGE \/items HTTP\/1.1\r\n.*Content-Length: 0\r\n.*\r\n\r\n$/s)
  })

  it('has no chunks for a client of HTTP/1.0', async () => {
    serve = at('\r\n\r\n', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n')
    expect(await new Client().send('GET /items HTTP/1.0\r\n\r\n', '[closed]')).toMatch(
      /\r\n\r\nhi\[closed\]$/,
    )
  })

  it('includes a response without a body that the server sends one with', async () => {
    serve = at('\r\n\r\n', 'HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\nhi')
    expect(await new Client().send(GET, '\r\n\r\n')).toMatch(/^HTTP\/1.1 204 No Content\r\nX-A: 1\r\n/)
  })
})

describe('a connection', () => {
  it('ends for the client when the server closes one that was kept open', async () => {
    serve = at('\r\n\r\n', OK)
    const client = new Client()
    await client.send(GET, 'hi')
    serve = (socket) => socket.destroy()
    expect(await client.send(GET, '[closed]')).not.toContain('502')
  })

  it('ends for the client when the server closes it between two requests', async () => {
    serve = at('\r\n\r\n', OK)
    const client = new Client()
    await client.send(GET, 'hi')
    for (const socket of sockets) socket.destroy()
    expect(await client.send('', '[closed]')).toMatch(/hi\[closed\]$/)
  })

  it('gets 502 when the server closes a new one, or responds with no HTTP', async () => {
    for (const bytes of [
      '',
      'HTTP/1.1 200 OK\r\nContent-Le',
      'nonsense\r\n\r\n',
      'HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n',
    ]) {
      serve = (socket) => socket.end(bytes)
      expect(await new Client().send(GET, '}'), bytes).toMatch(/^HTTP\/1.1 502 /)
    }
  })

  it('ends early when the body of the response does, and the status code is still checked', async () => {
    serve = (socket) => socket.end('HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\nhi')
    expect(await new Client().send(GET, '[closed]')).toMatch(/hi\[closed\]$/)
    const { rules } = proxy.report()
    expect(rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)).toEqual([
      'readItems/responses',
    ])
  })

  it('gets an explanation instead of a tunnel', async () => {
    expect(await new Client().send('CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n', '[closed]')).toMatch(
      /^HTTP\/1.1 501 .*opens no tunnels/s,
    )
  })

  it('gets 502 when the server switches protocols unasked', async () => {
    serve = at(
      '\r\n\r\n',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    expect(await new Client().send(GET, '}')).toMatch(/^HTTP\/1.1 502 /)
  })
})
