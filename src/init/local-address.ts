import type { Server } from '../description/index.ts'

/** Where a server usually listens while it is developed. */
const USUAL = 'http://127.0.0.1:3000'

const LOCAL = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/|$)/i

/**
 * Returns where a server of a project listens while it is developed: a server of the description that is on this computer,
 * or the usual port with the path of the first server.
 */
export function localAddress(servers: readonly Server[]): string {
  const addresses = servers.map(withDefaults)
  const address = addresses.find((url) => LOCAL.test(url)) ?? `${USUAL}${pathOf(addresses[0] ?? '')}`
  return address.replace(/\/+$/, '')
}

function withDefaults({ url, variables = {} }: Server): string {
  return url.replaceAll(/\{([^}]*)\}/g, (whole, name: string) => variables[name]?.default ?? whole)
}

function pathOf(url: string): string {
  return URL.canParse(url, USUAL) ? new URL(url, USUAL).pathname : ''
}
