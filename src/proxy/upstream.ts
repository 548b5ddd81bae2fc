import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { SERVER_OPTIONS } from '../command/index.ts'
import { pairsOf, passedOn } from './exchange-recorder.ts'

/** The connections to the server that belong to one connection of a client. */
interface Connections {
  readonly agent: HttpAgent
  /** How many requests of the client are in progress. */
  inProgress: number
}

/**
 * Sends requests to the server. Each connection of a client has its own to the server, which is kept open with it and
 * closed with it: a client that can handle the end of a connection does so through the proxy too.
 */
export class Upstream {
  private readonly target: URL
  private readonly basePath: string
  private readonly isSecure: boolean
  private readonly connections = new Map<Socket, Connections>()

  constructor(target: URL) {
    this.target = target
    this.basePath = target.pathname.replace(/\/$/, '')
    this.isSecure = target.protocol === 'https:'
  }

  /** Returns the address of a request at the server. */
  urlOf(incoming: IncomingMessage): string {
    const { url = '/' } = incoming
    // A client that is configured to use a proxy sends the whole address.
    const path = /^https?:\/\/[^/?]*(.*)$/i.exec(url)?.[1] ?? url
    return `${this.target.origin}${this.basePath}${path.startsWith('/') ? path : `/${path}`}`
  }

  /**
   * Opens a request with the method and headers of another one. Only the host differs.
   *
   * @param added headers of this connection, which are not passed on otherwise
   */
  open(incoming: IncomingMessage, outgoing: ServerResponse, added: readonly string[] = []): ClientRequest {
    const { hostname, port, origin, host } = this.target
    const pairs = pairsOf(incoming).filter(([name]) => !/^host$/i.test(name))
    const { socket: client } = incoming
    const connections = this.connectionsOf(client)
    const outbound = (this.isSecure ? httpsRequest : httpRequest)({
      agent: connections.agent,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      ...(port !== '' && { port }),
      method: incoming.method,
      path: incoming.url === '*' ? '*' : this.urlOf(incoming).slice(origin.length),
      headers: ['Host', host, ...passedOn(pairs), ...added, ...lengthOf(incoming)] as never,
      setHost: false,
      maxHeaderSize: SERVER_OPTIONS.maxHeaderSize,
    })
    connections.inProgress += 1
    outgoing.once('close', () => {
      connections.inProgress -= 1
    })
    outbound.once('socket', (socket) => {
      if (outbound.reusedSocket) return
      socket.once('close', () => {
        if (connections.inProgress === 0) client.end()
      })
    })
    return outbound
  }

  close(): void {
    for (const { agent } of this.connections.values()) agent.destroy()
  }

  private connectionsOf(client: Socket): Connections {
    const known = this.connections.get(client)
    if (known !== undefined) return known
    const agent = new (this.isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true, noDelay: true })
    const connections = { agent, inProgress: 0 }
    this.connections.set(client, connections)
    client.once('close', () => {
      this.connections.delete(client)
      agent.destroy()
    })
    return connections
  }
}

/** Returns the length that a request without a body needs: Node.js sends an empty chunk otherwise. */
function lengthOf({ method = '', headers }: IncomingMessage): string[] {
  const isFramed = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  return isFramed || /^(?:GET|HEAD|DELETE|OPTIONS|TRACE)$/.test(method) ? [] : ['Content-Length', '0']
}
