import type { Description, Operation } from '../../description/index.ts'
import type { Prism, Unrouted } from './prism.ts'
import type { MockRequest } from '../server/request.ts'

/** HEAD is answered as GET is (RFC 9110, section 9.3.2), where the path has no HEAD of its own. */
export function routeOf(prism: Prism, request: MockRequest): Operation | Unrouted {
  const routed = prism.route(request.method, request.path)
  if (request.method !== 'HEAD' || !('unrouted' in routed) || routed.unrouted !== 'method') return routed
  const get = prism.route('GET', request.path)
  return 'unrouted' in get ? routed : get
}

/** The operation whose path has most in common with one that nobody has: its errors look as the API's do. */
export function nearestOperation(description: Description, path: string): Operation {
  const segments = path.split('/')
  const common = (operation: Operation): number => {
    const own = operation.path.split('/')
    const index = own.findIndex((segment, at) => !segment.startsWith('{') && segment !== segments[at])
    return index === -1 ? own.length : index
  }
  const [nearest] = [...description.operations].sort((a, b) => common(b) - common(a))
  if (nearest === undefined) throw new RangeError('The description has no operation.')
  return nearest
}
