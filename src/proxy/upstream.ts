import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { pairsOf, passedOn } from './exchange-recorder.ts'

/** Sends requests to the server, on connections that stay open. */
export class Upstream {
  private readonly target: URL
  private readonly basePath: string
  private readonly agent: HttpAgent
  private readonly send: typeof httpRequest

  constructor(target: URL) {
    this.target = target
    this.basePath = target.pathname.replace(/\/$/, '')
    const isSecure = target.protocol === 'https:'
    this.agent = new (isSecure ? HttpsAgent : HttpAgent)({
      keepAlive: true,
      noDelay: true,
      scheduling: 'lifo',
    })
    this.send = isSecure ? httpsRequest : httpRequest
  }

  /** Returns the address of a request at the server. */
  urlOf(incoming: IncomingMessage): string {
    const { url = '/' } = incoming
    // A client that is configured to use a proxy sends the whole address.
    const path = /^https?:\/\/[^/?]*(.*)$/i.exec(url)?.[1] ?? url
    return `${this.target.origin}${this.basePath}${path.startsWith('/') ? path : `/${path}`}`
  }

  /** Opens a request with the method and headers of another one. Only the host differs. */
  open(incoming: IncomingMessage): ClientRequest {
    const { hostname, port, origin } = this.target
    const pairs = pairsOf(incoming).filter(([name]) => !/^host$/i.test(name))
    return this.send({
      agent: this.agent,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      ...(port !== '' && { port }),
      method: incoming.method,
      path: this.urlOf(incoming).slice(origin.length),
      headers: ['Host', this.target.host, ...passedOn(pairs)] as never,
      setHost: false,
    })
  }

  close(): void {
    this.agent.destroy()
  }
}
