import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { AgentOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { RequestOptions } from 'node:https'
import type { Duplex } from 'node:stream'
import { connect, createSecureContext, rootCertificates } from 'node:tls'
import type { ConnectionOptions, SecureContext } from 'node:tls'
import { proxyAuthorization } from './proxy.ts'
import type { Proxy } from './proxy.ts'
import type { Target } from './target.ts'
import type { Tls } from './tls.ts'

type To = Pick<Target, 'baseUrl' | 'proxy' | 'tls' | 'timeout'>

/** Where the connection of a request goes, and what the request needs for that. */
export interface Route {
  readonly options: RequestOptions
  /** Precedes the path: a proxy for plain HTTP needs the whole URL (RFC 9112, section 3.2.2). */
  readonly pathPrefix: string
  readonly headers: readonly (readonly [string, string])[]
}

/** Returns the route of requests to the base URL. */
export function routeOf({ baseUrl, proxy: proxyFor, tls }: To): Route {
  const proxy = proxyFor(baseUrl)
  const isTls = baseUrl.protocol === 'https:'
  const direct = isTls || proxy === undefined
  const authorization = proxy === undefined ? undefined : proxyAuthorization(proxy)
  return {
    options: {
      ...addressOf(direct ? baseUrl : proxy.url),
      ...(isTls && tls !== undefined && { secureContext: secureContextOf(tls) }),
    },
    pathPrefix: direct ? '' : baseUrl.origin,
    headers: direct || authorization === undefined ? [] : [['Proxy-Authorization', authorization]],
  }
}

/** Returns the agent that keeps the connections to the base URL. */
export function agentFor({ baseUrl, proxy: proxyFor, timeout }: To, options: AgentOptions): HttpAgent {
  const proxy = proxyFor(baseUrl)
  if (baseUrl.protocol === 'https:')
    return proxy === undefined ? new HttpsAgent(options) : new TunnelAgent(options, proxy, timeout)
  return proxy?.url.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options)
}

/** Returns the agent for one new connection: `false` makes a plain one. */
export function freshAgentFor(target: To): HttpAgent | false {
  const { baseUrl, proxy } = target
  return proxy(baseUrl) === undefined ? false : agentFor(target, { keepAlive: false })
}

/** Returns whether requests to the base URL are sent to a TLS server, the proxy included. */
export function isSentByTls({ baseUrl, proxy }: To): boolean {
  return baseUrl.protocol === 'https:' || proxy(baseUrl)?.url.protocol === 'https:'
}

function addressOf({ hostname, port }: URL): { hostname: string; port: number | undefined } {
  return { hostname: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? undefined : Number(port) }
}

const contexts = new WeakMap<Tls, SecureContext>()

function secureContextOf(tls: Tls): SecureContext {
  const known = contexts.get(tls) ?? createContext(tls)
  contexts.set(tls, known)
  return known
}

/**
 * Creates the context of TLS connections. The usual authorities stay trusted, because a token endpoint may have one.
 *
 * @throws Error if a certificate or a key is not valid
 */
export function createContext({ ca, cert, key }: Omit<Tls, 'curl'>): SecureContext {
  return createSecureContext({
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  })
}

/** Thrown when a proxy does not open a connection to the target. */
class ProxyError extends Error {
  override readonly name = 'ProxyError'
  readonly code = 'EPROXY'
}

/** Opens TLS connections through a proxy, by CONNECT (RFC 9110, section 9.3.6). */
class TunnelAgent extends HttpsAgent {
  private readonly proxy: Proxy
  private readonly timeLimit: number

  constructor(options: AgentOptions, proxy: Proxy, timeLimit: number) {
    super(options)
    this.proxy = proxy
    this.timeLimit = timeLimit
  }

  override createConnection(
    options: RequestOptions,
    callback: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const fail = (error: Error): void => callback(error, undefined as unknown as Duplex)
    this.openTunnel(options).then((socket) => {
      const secured = connect({ ...(options as ConnectionOptions), socket })
      secured.once('error', fail)
      secured.once('secureConnect', () => {
        secured.off('error', fail)
        callback(null, secured)
      })
    }, fail)
  }

  private openTunnel({ host, hostname, port }: RequestOptions): Promise<Duplex> {
    const { url, variable } = this.proxy
    const name = hostname ?? host ?? ''
    const authority = `${name.includes(':') ? `[${name}]` : name}:${port ?? 443}`
    const authorization = proxyAuthorization(this.proxy)
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new ProxyError(`the proxy of ${variable} ${why}`))
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest
      const outgoing = send({
        ...addressOf(url),
        method: 'CONNECT',
        path: authority,
        headers: { Host: authority, ...(authorization && { 'Proxy-Authorization': authorization }) },
        agent: false,
      })
      outgoing.setTimeout(this.timeLimit, () => outgoing.destroy(new Error('it does not respond')))
      outgoing.once('error', ({ message }) => fail(`cannot be reached: ${message}`))
      outgoing.once('response', ({ statusCode = 0 }) => {
        outgoing.destroy()
        fail(`rejected the connection (${statusCode})`)
      })
      outgoing.once('connect', ({ statusCode = 0 }, socket) => {
        outgoing.setTimeout(0)
        socket.setTimeout(0)
        if (statusCode >= 200 && statusCode < 300) resolve(socket)
        else {
          socket.destroy()
          fail(`rejected the connection (${statusCode})`)
        }
      })
      outgoing.end()
    })
  }
}
