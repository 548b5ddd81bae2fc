import { distinct } from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { compareSpecificity, pathReader } from '../../serialization/index.ts'
import type { PathReader } from '../../serialization/index.ts'
import { RouteTree } from './route-tree.ts'
import { addressesOf, serversFor, serversOf } from '../http/servers.ts'

/** Where a recorded request went. */
export type Location =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly path: RawPath }
  /** A path of the API without this method: its template. */
  | { readonly kind: 'method'; readonly path: string }
  /** No path of the API, below the address of a server. */
  | { readonly kind: 'route'; readonly path: string }
  /** Another server. */
  | { readonly kind: 'elsewhere'; readonly origin: string }

/** The raw text of each path parameter. */
export type RawPath = Readonly<Record<string, string>>

/** The address of a server. Without an origin it may be any. */
interface Base {
  readonly origin: string | undefined
  /** Without a slash at the end. */
  readonly path: string
}

interface Route {
  readonly operation: Operation
  readonly read: PathReader
  readonly bases: readonly Base[]
  /** The position among all routes, the most specific first. */
  readonly rank: number
}

/** Returns the operation that a recorded request is for. */
export type Locate = (method: string, url: SplitUrl) => Location

/**
 * Makes the function that finds the operation of a recorded request.
 *
 * @param baseUrl the address of the recorded server. Default: the servers of the description
 */
export function makeLocate(description: Description, baseUrl: URL | undefined): Locate {
  const routes = description.operations
    .toSorted((one, other) => compareSpecificity(one.path, other.path))
    .map((operation, rank): Route => {
      const bases = basesOf(description, operation, baseUrl)
      return { operation, read: pathReader(operation.path), bases, rank }
    })
  const tree = new RouteTree<Route>()
  for (const route of routes) for (const { path } of route.bases) tree.add(path + route.operation.path, route)
  const allBases = distinct(routes.flatMap(({ bases }) => bases))
  return (method, { origin, path }) => {
    const candidates = [...tree.find(path)].sort((one, other) => one.rank - other.rank)
    const matches = candidates.flatMap((route) => {
      const raw = firstMatch(route, origin, path)
      return raw === undefined ? [] : [{ operation: route.operation, path: raw }]
    })
    const own = matches.find(({ operation }) => operation.method === method)
    // A server responds to HEAD wherever it responds to GET (RFC 9110, section 9.3.2).
    const found =
      own ?? (method === 'HEAD' ? matches.find(({ operation }) => operation.method === 'GET') : undefined)
    if (found !== undefined) return { kind: 'operation', ...found }
    const [other] = matches
    if (other !== undefined) return { kind: 'method', path: other.operation.path }
    const isOwnServer = allBases.some((base) => restOf(base, origin, path) !== undefined)
    return isOwnServer ? { kind: 'route', path } : { kind: 'elsewhere', origin }
  }
}

function firstMatch({ read, bases }: Route, origin: string, path: string): RawPath | undefined {
  for (const base of bases) {
    const rest = restOf(base, origin, path)
    const raw = rest === undefined ? undefined : read(rest)
    if (raw !== undefined && Object.values(raw).every((text) => text !== '')) return raw
  }
  return undefined
}

/** Returns the path below a base. Undefined if it is not below it. */
function restOf(base: Base, origin: string, path: string): string | undefined {
  if (base.origin !== undefined && base.origin !== origin) return undefined
  return path.startsWith(`${base.path}/`) ? path.slice(base.path.length) : undefined
}

function basesOf(description: Description, operation: Operation, baseUrl: URL | undefined): Base[] {
  if (baseUrl !== undefined) {
    const { serverPaths, elsewhere } = serversOf(description, baseUrl)
    if (!elsewhere.has(operation.id)) {
      const path = (serverPaths.get(operation.id) ?? baseUrl.pathname).replace(/\/+$/, '')
      return [{ origin: baseUrl.origin, path }]
    }
  }
  const addresses = serversFor(description, operation).flatMap(addressesOf)
  const bases = addresses.flatMap((address): Base[] => {
    const isAbsolute = /^[a-z][a-z\d+.-]*:\/\//i.test(address)
    if (!URL.canParse(address, 'http://localhost')) return []
    const { origin, pathname } = new URL(address, 'http://localhost')
    return [{ origin: isAbsolute ? origin : undefined, path: pathname.replace(/\/+$/, '') }]
  })
  return bases.length === 0 ? [{ origin: undefined, path: '' }] : bases
}

/** The parts of a URL. */
export interface SplitUrl {
  readonly origin: string
  readonly path: string
  readonly query: string
}

/** Splits a URL without changing its path, as the class `URL` would. */
export function splitUrl(url: string): SplitUrl {
  const parts = /^([a-z][a-z\d+.-]*):\/\/([^/?]*)(.*)$/is.exec(url)
  // `data:` and the like, which may be secret and of any length.
  if (parts === null)
    return { origin: /^[a-z][a-z\d+.-]*(?=:)/i.exec(url)?.[0] ?? 'no host', path: '', query: '' }
  const [, scheme = '', host = '', rest = ''] = parts
  // The connection of a WebSocket begins with a request to the same server.
  const authority = `${scheme.replace(/^ws(?=s?$)/i, 'http')}://${host.replace(/^.*@/, '')}`
  const [before = '', ...others] = rest.split('?')
  return {
    origin: originOf(authority),
    path: before === '' ? '/' : before,
    query: others.join('?'),
  }
}

/** The authorities of recent requests, and their origins. A recording has few, and parsing a URL takes long. */
const origins = new Map<string, string>()

function originOf(authority: string): string {
  const known = origins.get(authority)
  if (known !== undefined) return known
  const parsed = URL.canParse(authority) ? new URL(authority).origin : authority
  // Only some schemes have an origin.
  const origin = parsed === 'null' ? authority : parsed
  if (origins.size >= 1000) origins.clear()
  origins.set(authority, origin)
  return origin
}
