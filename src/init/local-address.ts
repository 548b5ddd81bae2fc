import type { Server } from '../description/index.ts'

/** Where a server usually listens while it is developed. */
const USUAL_PORT = 3000

/** What a relative address is relative to. */
const BASE = 'http://127.0.0.1'

const LOCAL = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/|$)/i

/**
 * Returns where a server of a project listens while it is developed: a server of the description that is on this computer,
 * or the port of its sources with the path of the first server.
 */
export function localAddress(servers: readonly Server[], port = USUAL_PORT): string {
  const addresses = servers.map(withDefaults)
  const address =
    addresses.find((url) => LOCAL.test(url)) ?? `http://127.0.0.1:${port}${pathOf(addresses[0] ?? '')}`
  return address.replace(/\/+$/, '')
}

function withDefaults({ url, variables = {} }: Server): string {
  return url.replaceAll(/\{([^}]*)\}/g, (whole, name: string) => variables[name]?.default ?? whole)
}

function pathOf(url: string): string {
  return URL.canParse(url, BASE) ? new URL(url, BASE).pathname : ''
}
