import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { describe as describeDocument } from '../../src/description/index.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { startProxy } from '../../src/proxy/index.ts'
import type { Proxy } from '../../src/proxy/index.ts'

const CHAT = `
openapi: 3.1.0
info: { title: Chat, version: '1' }
paths:
  /chat:
    get:
      operationId: chat
      responses:
        '200': { description: x }
        '426': { description: x, headers: { Upgrade: { required: true, schema: { const: websocket } } } }
`
const description = describeDocument('chat', parse(CHAT) as OpenAPIDocument, {
  '': { file: 'chat.yaml', line: 1 },
})
const SWITCH =
  'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-a: 1\r\n\r\n'

const sockets = new Set<Socket>()
let requests: IncomingMessage[]
let server: Server
let target: URL
let proxy: Proxy

beforeEach(async () => {
  requests = []
  server = createServer((incoming, outgoing) => {
    requests.push(incoming)
    outgoing.writeHead(incoming.headers.upgrade === undefined ? 200 : 426).end('no tunnel')
  })
  server.on('connection', (socket: Socket) => void sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  target = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  proxy = await startProxy({ description, target })
})

afterEach(async () => {
  await proxy.close()
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  server.close()
})

/** Makes the server change the protocol. It sends everything back in capital letters then. */
function acceptUpgrades(): void {
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    requests.push(incoming)
    const shout = (bytes: Buffer): boolean => socket.write(bytes.toString('latin1').toUpperCase(), 'latin1')
    socket.on('data', shout).on('end', () => socket.end())
    socket.write(`${SWITCH}hello`)
    if (head.length > 0) shout(head)
  })
}

function upgrade(protocol: string, more = ''): string {
  return `GET /chat HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: ${protocol}\r\n${more}\r\n`
}

/** Connects to the proxy. @returns what sends a text and waits until what arrived ends with another one */
function open(): { socket: Socket; send: (text: string, end: string) => Promise<string> } {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
  let text = ''
  let changed = (): void => undefined
  const add = (more: string): void => {
    text += more
    changed()
  }
  socket.on('error', () => undefined)
  socket.on('data', (bytes) => add(bytes.toString('latin1')))
  socket.on('close', () => add('[closed]'))
  sockets.add(socket)
  const send = async (sent: string, end: string): Promise<string> => {
    if (sent !== '') socket.write(sent, 'latin1')
    while (!text.endsWith(end))
      await new Promise<void>((resolve) => {
        changed = resolve
      })
    return text
  }
  return { socket, send }
}

describe('a change of the protocol', () => {
  it('opens a tunnel for any bytes in both directions', async () => {
    acceptUpgrades()
    const { send } = open()
    expect(await send(`${upgrade('websocket', 'Sec-WebSocket-Key: k\r\n')}early`, 'EARLY')).toBe(
      `${SWITCH}helloEARLY`,
    )
    expect(await send('\x81\x00\xffabc', 'ABC')).toContain('\x81\x00')
    expect(requests[0]?.headers).toMatchObject({
      host: target.host,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'k',
    })
  })

  it('is reported as not checked', async () => {
    acceptUpgrades()
    await open().send(upgrade('websocket'), 'hello')
    const { notes, summary } = proxy.report()
    expect(notes).toContain('1 exchange not checked: the connection changed to another protocol.')
    expect(summary.exchanges).toBe(0)
  })

  it('passes on and checks the response of a server that does not change it', async () => {
    const text = await open().send(upgrade('websocket'), '[closed]')
    expect(text).toMatch(/^HTTP\/1\.1 426 .*no tunnel/s)
    expect(proxy.report().findings?.[0]?.rules).toContain('chat/responses/426/headers/Upgrade')
  })

  it('does not happen for HTTP/2: the request goes on in HTTP/1.1, and is checked', async () => {
    const { send } = open()
    const first = upgrade('h2c', 'HTTP2-Settings: AAMAAABk\r\n')
    expect(await send(first, 'no tunnel\r\n0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)
    expect(await send('GET /chat HTTP/1.1\r\nHost: x\r\n\r\n', 'no tunnel\r\n0\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 200 /,
    )
    expect(requests[0]?.headers).not.toHaveProperty('http2-settings')
    expect(proxy.report().summary.exchanges).toBeGreaterThan(0)
  })

  it('does not happen for a request with a body, which arrives whole', async () => {
    const text = upgrade('websocket', 'Content-Length: 4\r\n').replace('GET', 'POST')
    await open().send(`${text}body`, 'no tunnel\r\n0\r\n\r\n')
    expect(requests[0]?.headers).toMatchObject({ 'content-length': '4' })
    expect(requests[0]?.headers).not.toHaveProperty('upgrade')
  })

  it('does not happen with --enforce', async () => {
    await proxy.close()
    proxy = await startProxy({ description, target, enforce: true })
    expect(await open().send(upgrade('websocket'), 'no tunnel\r\n0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)
    expect(requests[0]?.headers).not.toHaveProperty('upgrade')
  })

  it('ends with the connection of either side, and with the proxy', async () => {
    acceptUpgrades()
    const [one, other, third] = [open(), open(), open()]
    for (const { send } of [one, other, third]) await send(upgrade('websocket'), 'hello')
    const ended = once(requests[0]?.socket ?? server, 'close')
    one.socket.destroy()
    await ended
    requests[1]?.socket.destroy()
    await other.send('', '[closed]')
    await proxy.close()
    await third.send('', '[closed]')
  })
})
