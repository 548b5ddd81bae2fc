import { BlockList, isIP, isIPv4 } from 'node:net'
import { UsageError } from '../../command/index.ts'

/** The proxy through which requests to a URL go. */
export interface Proxy {
  readonly url: URL
  /** The environment variable that names it. Its value may contain a password. */
  readonly variable: string
}

export type ProxyFor = (url: URL) => Proxy | undefined

/** Variables of an environment. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Returns which proxy a URL needs, as curl does: `HTTPS_PROXY` or `HTTP_PROXY`, by the scheme of the URL, unless
 * `NO_PROXY` lists its host. The names may be in lower case.
 *
 * @throws UsageError if one of them is not the URL of an HTTP proxy
 */
export function proxiesOf(environment: Environment): ProxyFor {
  const proxies = {
    'http:': readProxy(environment, 'HTTP_PROXY'),
    'https:': readProxy(environment, 'HTTPS_PROXY'),
  }
  const exceptions = (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '')
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
  return (url) => {
    const proxy = url.protocol === 'https:' ? proxies['https:'] : proxies['http:']
    return proxy === undefined || exceptions.some((entry) => isListed(url, entry)) ? undefined : proxy
  }
}

function readProxy(environment: Environment, name: string): Proxy | undefined {
  const variable = environment[name.toLowerCase()] === undefined ? name : name.toLowerCase()
  const text = environment[variable] ?? ''
  if (text === '') return undefined
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new UsageError(`\`${variable}\` must be the http or https URL of a proxy.`)
  return { url: new URL(address), variable }
}

/** Returns whether an entry of `NO_PROXY` names the host of a URL: `*`, a domain, an address, or a range of addresses. */
function isListed(url: URL, entry: string): boolean {
  if (entry === '*') return true
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  const [, name = '', ofPort] = /^(\[[^\]]*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
  if (ofPort !== undefined && ofPort !== port) return false
  const listed = name.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return isInRange(host, listed)
  const domain = listed.replace(/^\*?\./, '')
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`))
}

function isInRange(host: string, listed: string): boolean {
  const [address = '', prefix] = listed.split('/')
  if (isIP(address) !== isIP(host)) return false
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  const range = new BlockList()
  if (prefix === undefined) range.addAddress(address, family)
  else if (/^\d+$/.test(prefix) && Number(prefix) <= (family === 'ipv4' ? 32 : 128))
    range.addSubnet(address, Number(prefix), family)
  return range.check(host, family)
}

/** Returns one note that names the proxy of a target, if there is one. */
export function proxyNotes({ baseUrl, proxy }: { baseUrl: URL; proxy: ProxyFor }): string[] {
  const used = proxy(baseUrl)
  return used === undefined ? [] : [`proxy: requests went through the one of ${used.variable}.`]
}

/** Returns the `Proxy-Authorization` of a proxy whose URL has a user and a password. */
export function proxyAuthorization({ url }: Proxy): string | undefined {
  if (url.username === '' && url.password === '') return undefined
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}
