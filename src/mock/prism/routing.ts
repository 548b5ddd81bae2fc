import type { Description, Operation } from '../../description/index.ts'
import type { Prism, RoutingFailure } from './prism.ts'
import type { MockRequest } from '../server/request.ts'

/** HEAD is answered as GET is (RFC 9110, section 9.3.2), where the path has no HEAD of its own. */
export function routeOf(prism: Prism, request: MockRequest): Operation | RoutingFailure {
  const routed = prism.route(request.method, request.path)
  if (request.method !== 'HEAD' || !('unmatched' in routed) || routed.unmatched !== 'method') return routed
  const get = prism.route('GET', request.path)
  return 'unmatched' in get ? routed : get
}

/** The operation whose path has most in common with one that nobody has: its errors look as the API's do. */
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
