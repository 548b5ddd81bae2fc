import type { Description, OpenAPIDocument, Operation, Server } from '../../description/index.ts'
import type { MockRequest } from '../server/request.ts'
import { compareSpecificity, pathReader } from '../../serialization/index.ts'
import type { PathReader } from '../../serialization/index.ts'

/** An operation that a request matches. */
export interface Match {
  readonly operation: Operation
  /** The path of the request without the path of a server. */
  readonly path: string
}

/** No operation has the path; or one has it, with another method. */
export type RoutingFailure =
  { readonly unmatched: 'route' } | { readonly unmatched: 'method'; readonly operation: Operation }

/** Returns the operations that a request matches, the most specific path first. */
export type Router = (request: MockRequest) => readonly [Match, ...Match[]] | RoutingFailure

interface Route {
  readonly operation: Operation
  readonly read: PathReader
  /** The paths of the servers, without a slash at the end. */
  readonly bases: readonly string[]
}

/**
 * Makes a router. A concrete path comes before a template (OpenAPI 3.1, Paths Object). HEAD is routed as GET if the path
 * does not document HEAD (RFC 9110, section 9.3.2). A request may begin with the path of a server.
 */
export function makeRouter({ document, operations }: Description): Router {
  const routes = operations
    .map((operation) => ({
      operation,
      read: pathReader(operation.path),
      bases: basePaths(document, operation),
    }))
    .sort((a, b) => compareSpecificity(a.operation.path, b.operation.path))
  return (request) => {
    const matches = routes.flatMap((route) => matchOf(route, request.path) ?? [])
    const withMethod = (method: string): Match[] =>
      matches.filter(({ operation }) => operation.method === method)
    const own = withMethod(request.method)
    const [first, ...others] = own.length === 0 && request.method === 'HEAD' ? withMethod('GET') : own
    if (first !== undefined) return [first, ...others]
    const [other] = matches
    return other === undefined ? { unmatched: 'route' } : { unmatched: 'method', operation: other.operation }
  }
}

function matchOf({ operation, read, bases }: Route, path: string): Match | undefined {
  if (read(path) !== undefined) return { operation, path }
  for (const base of bases) {
    const rest = path.slice(base.length)
    if (path.startsWith(`${base}/`) && read(rest) !== undefined) return { operation, path: rest }
  }
  return undefined
}

/** Returns the paths of the servers of an operation, its path item and the document. */
function basePaths(document: OpenAPIDocument, { object, path }: Operation): string[] {
  const item = document.paths?.[path] as { servers?: Server[] } | undefined
  const servers = [(object as { servers?: Server[] }).servers, item?.servers, document.servers]
  const paths = servers.flatMap((list) => list ?? []).map(basePath)
  return [...new Set(paths)].filter((base) => base !== '').sort((a, b) => b.length - a.length)
}

function basePath({ url, variables = {} }: Server): string {
  const filled = url.replaceAll(/\{([^}]+)\}/g, (_, name: string) => variables[name]?.default ?? name)
  try {
    return new URL(filled, 'http://localhost/').pathname.replace(/\/+$/, '')
  } catch {
    return ''
  }
}

/** Returns the operation whose path is most similar to an unknown one. An error then looks like the API's errors. */
export function nearestOperation(description: Description, path: string): Operation {
  const segments = path.split('/')
  const common = (operation: Operation): number => {
    const ownSegments = operation.path.split('/')
    const index = ownSegments.findIndex((segment, at) => !segment.startsWith('{') && segment !== segments[at])
    return index === -1 ? ownSegments.length : index
  }
  const [nearest] = [...description.operations].sort((a, b) => common(b) - common(a))
  if (nearest === undefined) throw new RangeError('The description has no operation.')
  return nearest
}
