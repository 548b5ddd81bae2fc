import type { Description, Operation } from '../../description/index.ts'
import type { MockRequest } from '../server/request.ts'
import type { Prism } from './prism.ts'
import type { RoutingFailure } from './router.ts'

/** Routes a request. HEAD is routed as GET if the path does not document HEAD (RFC 9110, section 9.3.2). */
export function routeOf(prism: Prism, request: MockRequest): Operation | RoutingFailure {
  const routed = prism.route(request.method, request.path)
  if (request.method !== 'HEAD' || !('unmatched' in routed) || routed.unmatched !== 'method') return routed
  const get = prism.route('GET', request.path)
  return 'unmatched' in get ? routed : get
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
