import { ServerResponse } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import type { RecordedResponse } from '../har/index.ts'
import type { CheckQueue } from './check-queue.ts'
import { BodyCopy, pairsOf, recordedResponse } from './exchange-recorder.ts'
import { passResponse } from './pass.ts'
import { respondWithProblem } from './problem.ts'
import type { Upstream } from './upstream.ts'

/** HTTP itself. A server may ignore an upgrade to it, so the request is passed on without one and checked. */
const OF_HTTP = /^(?:h2c?|http\/.*|tls\/.*)$/i

/**
 * Passes on requests that change the protocol, such as those of WebSocket. The first request and its response are
 * recorded. Everything after them is passed on in both directions and not checked.
 */
export class Tunnels {
  private readonly open = new Set<Socket>()
  private readonly upstream: Upstream
  private readonly queue: CheckQueue

  constructor(upstream: Upstream, queue: CheckQueue) {
    this.upstream = upstream
    this.queue = queue
  }

  /** @param head the bytes that arrived after the request */
  pass(incoming: IncomingMessage, client: Socket, head: Buffer): void {
    const outgoing = new ServerResponse(incoming)
    outgoing.shouldKeepAlive = false
    outgoing.sendDate = false
    outgoing.assignSocket(client)
    outgoing.on('finish', () => client.end())
    client.on('error', () => undefined)
    const done = this.begin(incoming)
    const outbound = this.upstream.open(incoming, outgoing, [
      ...['Connection', 'Upgrade'],
      ...['Upgrade', incoming.headers.upgrade ?? ''],
    ])
    client.on('close', () => {
      outbound.destroy()
      done(undefined)
    })
    outbound.on('error', (error) => {
      done(undefined)
      if (!outgoing.headersSent)
        respondWithProblem(outgoing, 502, `The server does not respond: ${error.message}`, [])
    })
    outbound.on('response', (received) => passResponse(incoming, received, outgoing, done))
    outbound.on('upgrade', (received, server, early) => {
      done(recordedResponse(received, new BodyCopy()))
      outgoing.detachSocket(client)
      client.write(headOf(received), 'latin1')
      client.write(early)
      server.write(head)
      this.connect(client, server)
    })
    outbound.end()
  }

  close(): void {
    for (const socket of this.open) socket.destroy()
  }

  /** @returns records the exchange when its response has arrived */
  private begin(incoming: IncomingMessage): (response: RecordedResponse | undefined) => void {
    const sentAt = Date.now()
    const { method = 'GET' } = incoming
    const request = { method, url: this.upstream.urlOf(incoming), headers: pairsOf(incoming) }
    let isDone = false
    this.queue.begin()
    return (response) => {
      if (isDone) return
      isDone = true
      const recorded = { ...request, body: undefined, isBodyLost: false }
      this.queue.end({ request: recorded, response, sentAt, receivedAt: Date.now(), origin: '' })
    }
  }

  private connect(client: Socket, server: Socket): void {
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.open.add(from)
      from.on('error', () => undefined)
      from.on('close', () => {
        this.open.delete(from)
        to.destroy()
      })
      from.pipe(to)
    }
  }
}

/** Returns whether a request changes to a protocol other than HTTP. One with a body is an HTTP request first. */
export function isTunnel({ headers }: IncomingMessage): boolean {
  const protocols = (headers.upgrade ?? '').split(',').map((protocol) => protocol.trim())
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  return !hasBody && !protocols.every((protocol) => OF_HTTP.test(protocol))
}

/**
 * Gives a request back to the server without its change of protocol, so that the server handles it as plain HTTP/1.1.
 *
 * @param head the bytes that arrived after the request
 */
export function ignoreUpgrade(server: Server, incoming: IncomingMessage, client: Socket, head: Buffer): void {
  const { method = 'GET', url = '/', httpVersion } = incoming
  const kept = pairsOf(incoming).filter(([name]) => !/^(?:upgrade|http2-settings)$/i.test(name))
  const lines = kept.map(([name, value]) => `${name}: ${isConnection(name) ? withoutTokens(value) : value}`)
  const text = [`${method} ${url} HTTP/${httpVersion}`, ...lines, '', ''].join('\r\n')
  client.unshift(Buffer.concat([Buffer.from(text, 'latin1'), head]))
  server.emit('connection', client)
}

function isConnection(name: string): boolean {
  return /^connection$/i.test(name)
}

function withoutTokens(value: string): string {
  const tokens = value.split(',').map((token) => token.trim())
  return tokens.filter((token) => !/^(?:upgrade|http2-settings)$/i.test(token)).join(', ')
}

/** Returns the status line and the headers of a response as they were received. */
function headOf(received: IncomingMessage): string {
  const { httpVersion, statusCode = 101, statusMessage = '' } = received
  const lines = pairsOf(received).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/${httpVersion} ${statusCode} ${statusMessage}`, ...lines, '', ''].join('\r\n')
}
